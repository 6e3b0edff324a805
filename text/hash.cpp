#include "text/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace oimtm::text {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

struct StreamingHash::State {
  XXH3_state_t xxh;
};

StreamingHash::StreamingHash() : state_(std::make_unique<State>()) { XXH3_64bits_reset(&state_->xxh); }
StreamingHash::~StreamingHash() = default;

void StreamingHash::add(std::string_view bytes) { XXH3_64bits_update(&state_->xxh, bytes.data(), bytes.size()); }
std::uint64_t StreamingHash::value() const { return XXH3_64bits_digest(&state_->xxh); }

}  // namespace oimtm::text
