#include "cli/writable_memory.h"

#include <unistd.h>

#include "cli/output_file.h"

namespace oimtm::cli {

WritableMemory::WritableMemory(const std::string& path)
    : is_new_(::access(path.c_str(), F_OK) != 0), memory_(tm::Memory::open(path, tm::Memory::Access::write)) {
  if (is_new_) soften_interrupts(true);
}

WritableMemory::~WritableMemory() { keep(); }

void WritableMemory::keep() {
  if (is_new_) soften_interrupts(false);
  is_new_ = false;
}

}  // namespace oimtm::cli
