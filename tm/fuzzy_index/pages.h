// The bytes of a run, in memory or in a mapped file, checked page by page when they are
// first used. Private to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tm/fuzzy_index/run_format.h"

namespace oimtm::tm {

// A run's file is not what was written. Never leaves tm/: the index is built again.
class DamagedRun : public std::exception {
 public:
  const char* what() const noexcept override { return "the index is damaged"; }
};

// A file mapped for reading; nothing if there is none or it cannot be read.
class MappedFile {
 public:
  static std::optional<MappedFile> open(const std::string& path);

  std::span<const std::byte> bytes() const { return {data_.get(), data_.get_deleter().size}; }

 private:
  struct Unmapper {
    std::size_t size = 0;
    void operator()(const std::byte* data) const;
  };
  using Mapping = std::unique_ptr<const std::byte, Unmapper>;
  explicit MappedFile(Mapping data) : data_(std::move(data)) {}
  Mapping data_;
};

std::uint64_t page_checksum(std::span<const std::byte> page, std::uint64_t number);

// The pages of a run's data. One thread at a time.
class Pages {
 public:
  // `checksums` has one for each page of `data`; without them the data is trusted.
  explicit Pages(std::span<const std::byte> data, std::span<const std::uint64_t> checksums = {});

  // To be called before any of these bytes is used. Throws DamagedRun.
  void check(const void* begin, std::size_t bytes) const {
    if (bytes == 0 || checksums_.empty()) return;
    const auto from = static_cast<std::size_t>(static_cast<const std::byte*>(begin) - data_.data());
    for (std::size_t page = from / kRunPage; page <= (from + bytes - 1) / kRunPage; ++page)
      if (checked_[page] == 0) check_page(page);
  }

  std::span<const std::byte> data() const { return data_; }

 private:
  void check_page(std::size_t page) const;

  std::span<const std::byte> data_;
  std::span<const std::uint64_t> checksums_;
  mutable std::vector<std::uint8_t> checked_;
};

}  // namespace oimtm::tm
