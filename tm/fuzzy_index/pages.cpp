#include "tm/fuzzy_index/pages.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "text/hash.h"

namespace oimtm::tm {

void MappedFile::Unmapper::operator()(const std::byte* data) const {
  ::munmap(const_cast<std::byte*>(data), size);  // NOLINT(*-const-cast): POSIX wants it so
}

std::optional<MappedFile> MappedFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat status {};
  void* data = MAP_FAILED;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
    data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (data == MAP_FAILED) return std::nullopt;
  return MappedFile(Mapping(static_cast<const std::byte*>(data), {static_cast<std::size_t>(status.st_size)}));
}

std::uint64_t page_checksum(std::span<const std::byte> page, std::uint64_t number) {
  return text::hash64({reinterpret_cast<const char*>(page.data()), page.size()}, number);
}

Pages::Pages(std::span<const std::byte> data, std::span<const std::uint64_t> checksums)
    : data_(data), checksums_(checksums), checked_(checksums.size()) {}

void Pages::check_page(std::size_t page) const {
  const std::size_t begin = page * kRunPage;
  if (page_checksum(data_.subspan(begin, std::min(kRunPage, data_.size() - begin)), page) != checksums_[page])
    throw DamagedRun();
  checked_[page] = 1;
}

}  // namespace oimtm::tm
