#include "text/error.h"

#include <algorithm>

namespace oimtm {

std::string fill(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string filled;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool slot = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}' &&
                      pattern[at + 1] >= '1' && pattern[at + 1] <= '9';
    const std::size_t number = slot ? static_cast<std::size_t>(pattern[at + 1] - '1') : 0;
    if (!slot || number >= arguments.size()) {
      filled += pattern[at];
      continue;
    }
    filled += arguments[number];
    at += 2;
  }
  return filled;
}

std::string to_string(const Location& where) {
  std::string text = where.file;
  if (where.line > 0) text += ":" + std::to_string(where.line);
  if (where.line > 0 && where.column > 0) text += ":" + std::to_string(where.column);
  return text;
}

Location locate(std::string_view text, std::size_t byte, std::string_view file) {
  const std::string_view before = text.substr(0, byte);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = line == 0 ? 0 : before.rfind('\n') + 1;
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const auto column = static_cast<std::size_t>(
      std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start), before.end(), starts_character));
  return {std::string(file), line + 1, column + 1};
}

Error::Error(Message message, Location where, Message hint)
    : message_(std::move(message)), where_(std::move(where)), hint_(std::move(hint)) {
  const std::string place = to_string(where_);
  english_ = place.empty() ? "" : place + ": ";
  english_ += fill(message_.pattern, message_.arguments);
  if (!hint_.empty()) english_ += "\n" + fill(hint_.pattern, hint_.arguments);
}

}  // namespace oimtm
