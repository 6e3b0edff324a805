#include "formats/release/dateline.h"

#include <cstddef>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kLongestDateline = 60;  // "Geneva, 7 December 2017 - "

}  // namespace

std::optional<text::ByteRange> find_dateline(std::string_view line) {
  std::size_t at = 0;
  if (line.empty() || !text::is_upper(text::next_character(line, at))) return std::nullopt;
  for (std::size_t characters = 1; at < line.size() && characters < kLongestDateline; ++characters) {
    const std::size_t here = at;
    const char32_t c = text::next_character(line, at);
    if (std::u32string_view(U".!?:;«\"“").find(c) != std::u32string_view::npos && at < line.size() && line[at] == ' ')
      return std::nullopt;
    const bool is_dash = c == U'-' || c == U'–' || c == U'—';
    if (is_dash && line[here - 1] == ' ' && at < line.size() && line[at] == ' ') return text::ByteRange{0, at + 1};
  }
  return std::nullopt;
}

}  // namespace oimtm::formats
