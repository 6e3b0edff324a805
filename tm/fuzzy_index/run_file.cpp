#include "tm/fuzzy_index/run_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <tuple>

namespace oimtm::tm {

namespace {

class OpenFile {
 public:
  explicit OpenFile(int file) : file_(file) {}
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

bool is_same_file(int file, const std::string& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(file, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

bool write_all(int file, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

constexpr std::string_view kInfix = "-fuzzy-";

}  // namespace

RunFile run_file(const std::string& memory, const std::string& base, std::size_t level) {
  const std::string language = base.empty() ? "und" : base;
  return {memory + std::string(kInfix) + language + "-" + std::to_string(level), language, level};
}

std::vector<RunFile> run_files(const std::string& memory) {
  namespace fs = std::filesystem;
  const fs::path file = fs::absolute(memory);
  const std::string prefix = file.filename().string() + std::string(kInfix);
  std::vector<RunFile> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(file.parent_path(), error)) {
    const std::string name = entry.path().filename().string();
    const std::size_t dash = name.rfind('-');
    if (!name.starts_with(prefix) || dash <= prefix.size()) continue;
    std::size_t level = 0;
    const auto [end, fault] = std::from_chars(name.data() + dash + 1, name.data() + name.size(), level);
    if (fault != std::errc() || end != name.data() + name.size()) continue;
    files.push_back(run_file(memory, name.substr(prefix.size(), dash - prefix.size()), level));
  }
  std::sort(files.begin(), files.end(), [](const RunFile& a, const RunFile& b) {
    return std::tie(a.language, a.level) < std::tie(b.language, b.level);
  });
  return files;
}

bool replace_file(const std::string& path, std::span<const std::byte> bytes) {
  // One draft for all, under a lock: who is killed leaves one file, which the next takes.
  const std::string draft = path + ".new";
  const OpenFile file(::open(draft.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (file.get() < 0 || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return false;
  // Who had the lock may have renamed it meanwhile: then it is the index, not a draft.
  if (!is_same_file(file.get(), draft)) return false;
  if (::ftruncate(file.get(), 0) == 0 && write_all(file.get(), bytes) && ::rename(draft.c_str(), path.c_str()) == 0)
    return true;
  ::unlink(draft.c_str());
  return false;
}

}  // namespace oimtm::tm
