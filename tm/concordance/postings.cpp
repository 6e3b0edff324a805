#include "tm/concordance/postings.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace oimtm::tm {

namespace {

static_assert(std::endian::native == std::endian::little, "lists are read eight bytes at a time");

// Bits behind one another, the lowest of a byte first.
class BitWriter {
 public:
  explicit BitWriter(std::string& bytes) : bytes_(bytes) {}

  void put(std::uint64_t bits, unsigned count) {  // up to 32
    pending_ |= bits << count_;
    for (count_ += count; count_ >= 8; count_ -= 8, pending_ >>= 8U) bytes_ += static_cast<char>(pending_ & 0xFFU);
  }
  void put_zeros(std::uint32_t count) {
    for (; count > 32; count -= 32) put(0, 32);
    put(0, count);
  }
  void finish() {
    if (count_ > 0) bytes_ += static_cast<char>(pending_ & 0xFFU);
  }

 private:
  std::string& bytes_;
  std::uint64_t pending_ = 0;
  unsigned count_ = 0;
};

class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  bool is_at_end() const { return at_ >= 8 * bytes_.size(); }

  // Zeros up to the next one, which is taken too.
  std::uint64_t zeros() {
    std::uint64_t count = 0;
    while (!is_at_end()) {
      const std::uint64_t bits = peek();
      const auto here = static_cast<std::uint64_t>(std::countr_zero(bits));
      if (bits != 0) {
        at_ += here + 1;
        return count + here;
      }
      at_ += kPeeked;
      count += kPeeked;
    }
    return count;
  }

  std::uint64_t take(unsigned count) {
    const std::uint64_t bits = peek() & ((std::uint64_t{1} << count) - 1);
    at_ += count;
    return bits;
  }

 private:
  static constexpr unsigned kPeeked = 56;

  // At least kPeeked bits from here on; zeros behind the end.
  std::uint64_t peek() const {
    std::uint64_t bits = 0;
    const std::size_t byte = at_ / 8;
    if (byte + sizeof bits <= bytes_.size()) {
      std::memcpy(&bits, bytes_.data() + byte, sizeof bits);
    } else {
      for (std::size_t i = byte; i < bytes_.size(); ++i)
        bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[i])) << (8 * (i - byte));
    }
    return (bits >> (at_ % 8)) & ((std::uint64_t{1} << kPeeked) - 1);
  }

  std::string_view bytes_;
  std::size_t at_ = 0;  // bits
};

}  // namespace

void append_varint(std::string& bytes, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7U) bytes += static_cast<char>(number | 0x80U);
  bytes += static_cast<char>(number);
}

std::uint32_t take_varint(std::string_view bytes, std::size_t& at) {
  std::uint32_t number = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 32; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

std::string encode_postings(std::span<const std::uint32_t> numbers, std::uint32_t base) {
  std::string bytes;
  append_varint(bytes, static_cast<std::uint32_t>(numbers.size()));
  if (numbers.empty()) return bytes;
  const std::uint64_t spread = numbers.back() - base + 1;
  // The parameter that fits gaps which are spread evenly: about 0.69 of their mean.
  const std::uint64_t mean = spread * 69 / (100 * numbers.size());
  const auto low = static_cast<unsigned>(mean == 0 ? 0 : std::bit_width(mean) - 1);
  bytes += static_cast<char>(low);
  BitWriter bits(bytes);
  std::uint32_t expected = base;
  for (const std::uint32_t number : numbers) {
    const std::uint32_t gap = number - expected;
    bits.put_zeros(gap >> low);
    bits.put(1, 1);
    bits.put(gap & ((std::uint32_t{1} << low) - 1), low);
    expected = number + 1;
  }
  bits.finish();
  return bytes;
}

std::vector<std::uint32_t> decode_postings(std::string_view bytes, std::uint32_t base) {
  std::size_t at = 0;
  const std::uint32_t count = take_varint(bytes, at);
  std::vector<std::uint32_t> numbers;
  if (at >= bytes.size()) return numbers;
  const unsigned low = static_cast<unsigned char>(bytes[at++]) & 31U;
  BitReader bits(bytes.substr(at));
  numbers.reserve(std::min<std::size_t>(count, 8 * bytes.size()));
  for (std::uint32_t expected = base; numbers.size() < count && !bits.is_at_end();) {
    const std::uint64_t high = bits.zeros();
    expected += static_cast<std::uint32_t>(high << low | bits.take(low));
    numbers.push_back(expected++);
  }
  return numbers;
}

std::size_t count_postings(std::string_view bytes) {
  std::size_t at = 0;
  return take_varint(bytes, at);
}

}  // namespace oimtm::tm
