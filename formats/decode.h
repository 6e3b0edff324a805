// Bytes to text: UTF-8, and UTF-16 where a byte order mark says so. Private to formats/.
//
//   Decoder decoder("page.txt", Faults::refuse);
//   Decoded text;
//   while (more) decoder.decode(part, false, text);
//   decoder.decode("", true, text);
//
// However the bytes are parted, the text is the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oimtm::formats {

// What to do with bytes that are no text: say where they are, or put U+FFFD for them.
enum class Faults { refuse, repair };

// Text, and of each U+FFFD in it how many bytes of the file it stands for: of every other
// character the encoding tells (Decoder::width). No more is kept, for a text may be large.
struct Decoded {
  std::string text;
  std::string replaced;
};

std::size_t count_replacements(std::string_view text);

class Decoder {
 public:
  // `name` is the file in messages.
  explicit Decoder(std::string name, Faults faults = Faults::refuse);

  // Appends to `decoded` what `bytes` say; a character that they break off waits for its
  // rest. `is_last`: nothing follows. A byte order mark is no text, and goes.
  //
  // Throws InputError, with the byte's offset in the file, its line and column, for bytes
  // that are not UTF-8 or UTF-16, for a NUL, and always for UTF-32. To repair puts one
  // U+FFFD for each NUL and each longest beginning of a character that is not finished,
  // as Unicode's chapter 3 recommends.
  void decode(std::string_view bytes, bool is_last, Decoded& decoded);

  // Bytes of the byte order mark; known once four bytes or the end were read.
  std::size_t mark() const { return mark_; }

  // How many bytes of the file some characters of the text stand for; `replaced` says it of
  // each U+FFFD among them.
  std::size_t width(std::string_view text, std::string_view replaced) const;

  // Whether `replaced` is filled: bytes of the text are not bytes of the file.
  bool has_widths() const { return encoding_ != Encoding::utf8 || faults_ == Faults::repair; }

  std::size_t repaired() const { return repaired_; }

 private:
  enum class Encoding { unknown, utf8, utf16_little, utf16_big };

  void recognize();
  std::size_t decode_utf8(std::string_view bytes, bool is_last, Decoded& decoded);
  std::size_t decode_utf16(std::string_view bytes, bool is_last, Decoded& decoded);
  void append_valid(std::string_view text, Decoded& decoded);
  void append_character(char32_t character, std::size_t width, Decoded& decoded);
  // A fault of `width` bytes, `at` bytes into `rest_`.
  void fault(std::size_t at, std::size_t width, bool is_nul, Decoded& decoded);
  void follow(std::string_view text);

  std::string name_;
  Faults faults_;
  Encoding encoding_ = Encoding::unknown;
  std::string rest_;        // bytes that are not decoded yet
  std::size_t offset_ = 0;  // of `rest_` in the file
  std::size_t mark_ = 0;
  std::size_t repaired_ = 0;
  std::size_t line_ = 1;  // where the text decoded so far ends
  std::size_t column_ = 1;
};

// The whole of `bytes`. Throws as Decoder does.
Decoded decode(std::string_view bytes, const std::string& name, Faults faults = Faults::refuse);

}  // namespace oimtm::formats
