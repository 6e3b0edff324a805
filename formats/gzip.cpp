#include "formats/gzip.h"

#include <algorithm>
#include <cstring>

#include "text/error.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kChunk = 64 * 1024;
constexpr std::uint64_t kHarmless = 10 << 20;  // unpacked bytes for which no ratio is asked

}  // namespace

Unpacker::Unpacker(ByteSource& source, const Limits& limits) : source_(source), limits_(limits), packed_(kChunk) {
  fill();
  is_packed_ = stream_.avail_in >= 2 && stream_.next_in[0] == 0x1F && stream_.next_in[1] == 0x8B;
  if (is_packed_ && inflateInit2(&stream_, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
  in_member_ = is_packed_;
}

Unpacker::~Unpacker() {
  if (is_packed_) inflateEnd(&stream_);
}

// The next packed bytes; of a file that comes byte by byte at least two, if there are.
bool Unpacker::fill() {
  std::size_t got = 0;
  while (got < 2) {
    const std::size_t part = source_.read(packed_.data() + got, packed_.size() - got);
    if (part == 0) break;
    got += part;
  }
  bytes_in_ += got;
  stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
  stream_.avail_in = static_cast<uInt>(got);
  return got > 0;
}

std::size_t Unpacker::read(char* buffer, std::size_t size) {
  if (!is_packed_) {
    if (stream_.avail_in == 0) return source_.read(buffer, size);
    const std::size_t part = std::min<std::size_t>(size, stream_.avail_in);
    std::memcpy(buffer, stream_.next_in, part);
    stream_.next_in += part;
    stream_.avail_in -= static_cast<uInt>(part);
    return part;
  }
  stream_.next_out = reinterpret_cast<Bytef*>(buffer);
  stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, UINT32_MAX));
  const uInt room = stream_.avail_out;
  // Members may be as small as a byte: the buffer is filled, so that nobody behind takes them
  // one by one. What was unpacked before a fault is given first.
  while (stream_.avail_out > 0) {
    if (stream_.avail_in == 0 && !fill()) {
      if (stream_.avail_out < room) break;
      if (in_member_) fail(msg("the packed file breaks off"));
      return 0;
    }
    if (!in_member_) {
      // Zeros may fill the end up; another member follows, or it is no gzip any more.
      if (*stream_.next_in == 0) {
        ++stream_.next_in;
        --stream_.avail_in;
        continue;
      }
      inflateReset(&stream_);
      in_member_ = true;
    }
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END)
      in_member_ = false;
    else if (status != Z_OK && status != Z_BUF_ERROR) {
      if (stream_.avail_out < room) break;
      fail(msg("the packed file is damaged"));
    }
  }
  bytes_out_ += room - stream_.avail_out;
  check_limits();
  return room - stream_.avail_out;
}

void Unpacker::check_limits() const {
  if (bytes_out_ > limits_.unpacked) fail(msg("unpacks to more than {1} bytes (limit unpacked)", limits_.unpacked));
  if (bytes_out_ > kHarmless && bytes_out_ / limits_.ratio > bytes_in_)
    fail(msg("unpacks to more than {1} times its size (limit ratio)", limits_.ratio));
}

void Unpacker::fail(Message message) const { throw InputError(std::move(message), {source_.path(), 0, 0}); }

}  // namespace oimtm::formats
