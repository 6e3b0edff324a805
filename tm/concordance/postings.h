// Lists of ascending numbers in few bits: gaps in Golomb-Rice code (R. F. Rice, 1979), its
// parameter chosen for each list. Private to tm/.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oimtm::tm {

// Numbers of at least `base`, ascending, none twice.
std::string encode_postings(std::span<const std::uint32_t> numbers, std::uint32_t base);

// Bytes that were damaged give other numbers, or fewer, and nothing worse.
std::vector<std::uint32_t> decode_postings(std::string_view bytes, std::uint32_t base);

// How many numbers there are, without reading them.
std::size_t count_postings(std::string_view bytes);

// A number of up to 32 bits in one to five bytes, behind `bytes`; and back, from `at` on.
void append_varint(std::string& bytes, std::uint32_t number);
std::uint32_t take_varint(std::string_view bytes, std::size_t& at);

}  // namespace oimtm::tm
