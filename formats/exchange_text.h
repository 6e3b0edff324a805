// Files as text: unpacked if they are packed, decoded to UTF-8. Private to formats/.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "formats/input.h"
#include "formats/limits.h"

namespace oimtm::formats {

struct ExchangeOptions {
  std::string encoding;  // asked for; wins over what the file says. Empty: found out
  bool is_xml = false;   // the file may say its encoding in an XML declaration
  bool repair = false;   // a file that says a wrong encoding is read in the right one
  Limits limits;
};

// The text of a file, one part after the other. Packed files (gzip) are known by their
// first bytes. The encoding is that asked for, that of a byte order mark, that of an XML
// declaration, UTF-16 if every other byte of the first is NUL, or UTF-8.
//
// What is said to be UTF-8 is passed on unchecked. What cannot be decoded from another
// encoding is passed on as the byte 0xFF, which is never part of UTF-8: the reader behind
// knows best where it stands and what becomes of it.
class ExchangeText {
 public:
  // Throws UsageError for an encoding asked for that is not known; InputError for one that
  // the file says and that is not known, or that it is not in.
  ExchangeText(ByteSource& source, ExchangeOptions options);
  ~ExchangeText();
  ExchangeText(const ExchangeText&) = delete;
  ExchangeText& operator=(const ExchangeText&) = delete;

  // Fills at most `size` bytes, which are at least 16; 0 at the end. Throws InputError if the
  // packing is damaged, or unpacks to more than the limits allow.
  std::size_t read(char* buffer, std::size_t size);

  const std::string& path() const;
  const std::string& encoding() const;  // as ICU names it: "UTF-8", "windows-1252"
  bool is_utf8() const;
  bool has_mark() const;  // whether a byte order mark was taken off

  // What was read although the file said another encoding; empty if nothing was mended.
  const std::string& wrong_encoding() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::formats
