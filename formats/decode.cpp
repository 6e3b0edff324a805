#include "formats/decode.h"

#include <algorithm>
#include <numeric>

#include "text/characters.h"
#include "text/error.h"

namespace oimtm::formats {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

unsigned char byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// A beginning of a character: how many of the bytes belong to it, and how many it wants.
struct Start {
  std::size_t has = 1;
  std::size_t wants = 1;
};

// What `bytes`, which are no character, begin with: table 3-7 of the Unicode standard.
Start broken_start(std::string_view bytes) {
  const unsigned char lead = byte_at(bytes, 0);
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t wants = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  std::size_t has = 1;
  for (; has < std::min(wants, bytes.size()); ++has) {
    const unsigned char next = byte_at(bytes, has);
    if (next < low || next > high) break;
    low = 0x80;
    high = 0xBF;
  }
  return {has, wants};
}

bool is_lead(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_trail(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

// In bytes.
std::size_t width_in_utf16(std::string_view text) {
  const auto is_pair = [](char c) { return static_cast<unsigned char>(c) >= 0xF0; };
  return 2 * (count_characters(text) + static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_pair)));
}

}  // namespace

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(kReplacementBytes); at != std::string_view::npos; ++count)
    at = text.find(kReplacementBytes, at + kReplacementBytes.size());
  return count;
}

Decoder::Decoder(std::string name, Faults faults) : name_(std::move(name)), faults_(faults) {}

void Decoder::decode(std::string_view bytes, bool is_last, Decoded& decoded) {
  rest_ += bytes;
  if (encoding_ == Encoding::unknown) {
    if (rest_.size() < 4 && !is_last) return;
    recognize();
  }
  const std::size_t done = encoding_ == Encoding::utf8 ? decode_utf8(std::string_view(rest_), is_last, decoded)
                                                       : decode_utf16(std::string_view(rest_), is_last, decoded);
  rest_.erase(0, done);
  offset_ += done;
}

void Decoder::recognize() {
  using namespace std::string_view_literals;
  const std::string_view bytes = rest_;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv))
    throw InputError(msg("text in UTF-32, which is not read"), {name_, 0, 0},
                     msg("convert it first, with iconv -f UTF-32 -t UTF-8"));
  encoding_ = bytes.starts_with("\xFF\xFE"sv)   ? Encoding::utf16_little
              : bytes.starts_with("\xFE\xFF"sv) ? Encoding::utf16_big
                                                : Encoding::utf8;
  mark_ = encoding_ != Encoding::utf8 ? 2 : bytes.starts_with("\xEF\xBB\xBF"sv) ? 3 : 0;
  offset_ = mark_;
  rest_.erase(0, mark_);
}

std::size_t Decoder::decode_utf8(std::string_view bytes, bool is_last, Decoded& decoded) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::string_view left = bytes.substr(at);
    const std::size_t valid = text::find_invalid_utf8(left).value_or(left.size());
    const std::size_t nul = std::min(left.substr(0, valid).find('\0'), valid);
    append_valid(left.substr(0, nul), decoded);
    at += nul;
    if (nul < valid) {
      fault(at++, 1, true, decoded);
    } else if (valid < left.size()) {
      const Start start = broken_start(left.substr(valid));
      const bool may_go_on = start.has < start.wants && start.has == left.size() - valid;
      if (may_go_on && !is_last) break;
      fault(at, start.has, false, decoded);
      at += start.has;
    }
  }
  return at;
}

std::size_t Decoder::decode_utf16(std::string_view bytes, bool is_last, Decoded& decoded) {
  const std::size_t high = encoding_ == Encoding::utf16_big ? 0 : 1;
  const auto unit_at = [&](std::size_t at) {
    return static_cast<char32_t>(byte_at(bytes, at + high) << 8 | byte_at(bytes, at + 1 - high));
  };
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t left = bytes.size() - at;
    if (left < 2 && !is_last) break;
    const char32_t unit = left < 2 ? 0xFFFF : unit_at(at);
    if (is_lead(unit) && left < 4 && !is_last) break;
    const char32_t next = is_lead(unit) && left >= 4 ? unit_at(at + 2) : 0;
    const std::size_t width = is_trail(next) ? 4 : std::min<std::size_t>(left, 2);
    const bool is_broken = left < 2 || is_trail(unit) || (is_lead(unit) && !is_trail(next));
    if (is_broken || unit == 0)
      fault(at, width, unit == 0, decoded);
    else
      append_character(width == 4 ? 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00) : unit, width, decoded);
    at += width;
  }
  return at;
}

void Decoder::append_valid(std::string_view text, Decoded& decoded) {
  decoded.text += text;
  if (has_widths()) decoded.replaced.append(count_replacements(text), static_cast<char>(kReplacementBytes.size()));
  follow(text);
}

void Decoder::append_character(char32_t character, std::size_t width, Decoded& decoded) {
  text::append_utf8(decoded.text, character);
  if (character == kReplacement) decoded.replaced += static_cast<char>(width);
  ++column_;
  if (character != U'\n') return;
  ++line_;
  column_ = 1;
}

void Decoder::fault(std::size_t at, std::size_t width, bool is_nul, Decoded& decoded) {
  if (faults_ == Faults::repair) {
    append_character(kReplacement, width, decoded);
    ++repaired_;
    return;
  }
  const Location where{name_, line_, column_};
  const std::size_t offset = offset_ + at;
  if (is_nul) throw InputError(msg("a NUL byte at byte offset {1}: this is no text file", offset), where);
  if (encoding_ != Encoding::utf8) throw InputError(msg("not valid UTF-16 at byte offset {1}", offset), where);
  throw InputError(msg("not valid UTF-8 at byte offset {1}", offset), where,
                   msg("convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8"));
}

void Decoder::follow(std::string_view text) {
  const std::size_t end = text.rfind('\n');
  if (end != std::string_view::npos) {
    line_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    column_ = 1;
    text.remove_prefix(end + 1);
  }
  column_ += count_characters(text);
}

std::size_t Decoder::width(std::string_view text, std::string_view replaced) const {
  const bool is_utf8 = encoding_ == Encoding::utf8;
  const std::size_t whole = is_utf8 ? text.size() : width_in_utf16(text);
  const std::size_t of_each = is_utf8 ? kReplacementBytes.size() : 2;
  return whole - of_each * replaced.size() + std::accumulate(replaced.begin(), replaced.end(), std::size_t{0});
}

Decoded decode(std::string_view bytes, const std::string& name, Faults faults) {
  Decoder decoder(name, faults);
  Decoded decoded;
  decoder.decode(bytes, true, decoded);
  return decoded;
}

}  // namespace oimtm::formats
