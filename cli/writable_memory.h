// A memory that a command changes.
#pragma once

#include <string>

#include "tm/memory.h"

namespace oimtm::cli {

// Opens or creates a memory. A new one is removed if the work is interrupted before
// anything was stored: by the memory itself, which knows whether somebody else uses it. So
// interrupts are soft meanwhile, and the work calls stop_if_interrupted().
class WritableMemory {
 public:
  explicit WritableMemory(const std::string& path);
  ~WritableMemory();
  WritableMemory(const WritableMemory&) = delete;
  WritableMemory& operator=(const WritableMemory&) = delete;

  tm::Memory& operator*() { return memory_; }
  tm::Memory* operator->() { return &memory_; }

  // Something was stored: the file stays whatever happens.
  void keep();

 private:
  bool is_new_;
  tm::Memory memory_;
};

}  // namespace oimtm::cli
