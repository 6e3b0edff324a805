// A memory that a command changes.
#pragma once

#include <string>

#include "cli/output_file.h"
#include "tm/memory.h"

namespace oimtm::cli {

// Opens or creates a memory. Interrupts are soft while it is open, and the work calls
// stop_if_interrupted(): the memory is closed then, which takes away its files beside it, and
// itself if it is new and nothing was stored.
class WritableMemory {
 public:
  explicit WritableMemory(const std::string& path) : memory_(tm::Memory::open(path, tm::Memory::Access::write)) {}
  WritableMemory(const WritableMemory&) = delete;
  WritableMemory& operator=(const WritableMemory&) = delete;

  tm::Memory& operator*() { return memory_; }
  tm::Memory* operator->() { return &memory_; }

 private:
  SoftInterrupts soft_;  // until the memory is closed
  tm::Memory memory_;
};

}  // namespace oimtm::cli
