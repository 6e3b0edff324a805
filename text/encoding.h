// Texts in other encodings than UTF-8, by ICU.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace oimtm::text {

// Whether two names are of one encoding as far as case, hyphens and underscores go:
// "utf-8" and "UTF_8". Other names for one encoding are others.
bool same_encoding(std::string_view a, std::string_view b);

// Makes UTF-8 of the bytes of one encoding, which come part by part.
class Transcoder {
 public:
  // Whether ICU knows an encoding of this name: "windows-1252", "UTF-16LE", "Shift_JIS".
  static bool knows(const std::string& encoding);

  // Throws UsageError for an encoding that is not known.
  explicit Transcoder(const std::string& encoding);
  ~Transcoder();
  Transcoder(Transcoder&&) noexcept;
  Transcoder& operator=(Transcoder&&) noexcept;

  // Appends the next part to `text`; a character may be spread over two. What is nothing in
  // the encoding is appended as the byte 0xFF, which is never part of UTF-8. After the last
  // part it is as new.
  void decode(std::string_view bytes, bool is_last, std::string& text);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::text
