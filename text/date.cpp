#include "text/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>

namespace oimtm::text {

namespace {

constexpr std::string_view kForm = "0000-00-00T00:00:00Z";

bool has_form(std::string_view text) {
  const auto fits = [](char c, char form) { return form == '0' ? c >= '0' && c <= '9' : c == form; };
  return text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), fits);
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

bool is_moment(std::string_view text) {
  if (!has_form(text)) return false;
  const std::chrono::year_month_day day{std::chrono::year(number(text.substr(0, 4))),
                                        std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
                                        std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))))};
  // A minute can have a leap second.
  return day.ok() && number(text.substr(11, 2)) < 24 && number(text.substr(14, 2)) < 60 &&
         number(text.substr(17, 2)) <= 60;
}

bool begins_moment(std::string_view text) {
  constexpr std::string_view kFirst = "0000-01-01T00:00:00Z";
  constexpr std::array<std::size_t, 4> kSizes = {4, 7, 10, kFirst.size()};
  return std::find(kSizes.begin(), kSizes.end(), text.size()) != kSizes.end() &&
         is_moment(std::string(text).append(kFirst.substr(text.size())));
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[kForm.size() + 1];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace oimtm::text
