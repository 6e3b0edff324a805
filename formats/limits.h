// What a file may ask for before reading it stops, so that none can take all memory or
// time. The defaults are far above what translators' files hold.
#pragma once

#include <cstddef>
#include <cstdint>

namespace oimtm::formats {

struct Limits {
  std::size_t text = 16 << 20;           // bytes of one segment, code, note or property
  std::size_t memory = 64 << 20;         // bytes that a unit takes, about, with all that is in it; or the header of TMX
  std::size_t markup = 1 << 20;          // bytes of one tag with its attributes, one comment, one DOCTYPE
  std::size_t attributes = 1000;         // of one element
  std::size_t depth = 1000;              // elements in one another
  std::size_t entities = 8 << 20;        // bytes that the entities of a file expand to in all
  std::uint64_t units = UINT64_MAX;      // of one file
  std::uint64_t unpacked = 64ULL << 30;  // bytes that a compressed file unpacks to
  std::size_t ratio = 1000;              // unpacked bytes to one packed byte, behind the first 10 MB
};

}  // namespace oimtm::formats
