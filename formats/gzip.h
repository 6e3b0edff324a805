// Bytes of files, unpacked if they are gzip. Private to formats/.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <vector>

#include "formats/input.h"
#include "formats/limits.h"
#include "text/error.h"

namespace oimtm::formats {

// The bytes of a file. One that begins like gzip (RFC 1952) is unpacked, all its members
// one after the other, whatever it is called.
class Unpacker {
 public:
  Unpacker(ByteSource& source, const Limits& limits);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  // Fills at most `size` bytes; 0 at the end. Throws InputError if the packing is damaged or
  // breaks off, or unpacks to more than the limits allow.
  std::size_t read(char* buffer, std::size_t size);

  const std::string& path() const { return source_.path(); }

 private:
  bool fill();
  void check_limits() const;
  [[noreturn]] void fail(Message message) const;

  ByteSource& source_;
  Limits limits_;
  std::vector<char> packed_;
  z_stream stream_{};
  bool is_packed_ = false;
  bool in_member_ = false;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
};

}  // namespace oimtm::formats
