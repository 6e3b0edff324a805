#include "cli/writable_memory.h"

#include <unistd.h>

#include "cli/output_file.h"

namespace oimtm::cli {

namespace {

std::vector<std::string> mark_removable(const std::string& path) {
  if (::access(path.c_str(), F_OK) == 0) return {};
  std::vector<std::string> files;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    files.push_back(path + suffix);
    remove_on_interrupt(files.back());
  }
  return files;
}

}  // namespace

WritableMemory::WritableMemory(const std::string& path)
    : removable_(mark_removable(path)), memory_(tm::Memory::open(path, tm::Memory::Access::write)) {}

WritableMemory::~WritableMemory() { keep(); }

void WritableMemory::keep() {
  for (const std::string& file : removable_) keep_on_interrupt(file);
  removable_.clear();
}

}  // namespace oimtm::cli
