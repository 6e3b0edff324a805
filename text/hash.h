// One hash for everything that is stored or compared by hash: XXH3, 64 bits, whose
// values are fixed since version 0.8. Not for security.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace oimtm::text {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

// The same of bytes that come in parts: hash64 of all of them in a row.
class StreamingHash {
 public:
  StreamingHash();
  ~StreamingHash();

  void add(std::string_view bytes);
  std::uint64_t value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace oimtm::text
