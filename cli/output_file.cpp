#include "cli/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <optional>
#include <set>

#include "text/error.h"

namespace oimtm::cli {

namespace fs = std::filesystem;

namespace {

// Read by a signal handler: plain memory, and an empty name where nothing is to be removed.
constexpr std::size_t kLongestPath = 4096;
std::array<std::array<char, kLongestPath>, 8> unfinished;

// What the first signal does while interrupts are soft, which it was, and when it came.
std::atomic<int> soft_interrupts = 0;
std::atomic<int> interrupted_by = 0;
std::atomic<std::int64_t> interrupted_at = 0;
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free);

// Milliseconds within which signals are the same: timeout(1) sends its own to the program and
// to the group that it is in.
constexpr std::int64_t kSameSignal = 500;

std::int64_t milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void remove_and_end(int signal) {
  if (soft_interrupts != 0 && interrupted_by == 0) {
    interrupted_at = milliseconds();
    interrupted_by = signal;
    return;
  }
  if (soft_interrupts != 0 && milliseconds() - interrupted_at < kSameSignal) return;
  for (const auto& path : unfinished)
    if (path[0] != '\0') ::unlink(path.data());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::vector<std::string> inputs;
bool is_rehearsal = false;
std::set<fs::path> rehearsed_folders;  // would be there by now, each as_folder()

[[noreturn]] void fail_at(const std::string& path, const std::string& reason) {
  throw UsageError(msg("cannot be written: {1}", reason), {path, 0, 0});
}

// The one writing of a folder's name: "out", "out/" and "./out" are the same.
fs::path as_folder(const fs::path& path) { return (path / "").lexically_normal(); }

// Fails where a folder could not be made.
void rehearse_folder(const std::string& path) {
  std::error_code error;
  fs::path there = fs::absolute(path);
  while (!fs::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  if (!fs::is_directory(there, error)) fail_at(path, std::strerror(ENOTDIR));
  if (::access(there.c_str(), W_OK) != 0) fail_at(path, std::strerror(errno));
  rehearsed_folders.insert(as_folder(path));
}

bool is_same_file(const std::string& path, const std::string& input) {
  struct stat out {};
  struct stat in {};
  if (::stat(path.c_str(), &out) != 0) return false;
  const int status = input == "-" ? ::fstat(STDIN_FILENO, &in) : ::stat(input.c_str(), &in);
  return status == 0 && out.st_dev == in.st_dev && out.st_ino == in.st_ino;
}

// A folder stands for the files directly in it, as formats::list_documents() lists them.
bool is_input(const std::string& path) {
  const fs::path file = fs::absolute(path);
  const bool is_listed = !file.filename().string().starts_with('.') && fs::is_regular_file(file);
  return std::any_of(inputs.begin(), inputs.end(), [&](const std::string& input) {
    return is_same_file(path, input) || (is_listed && is_same_file(file.parent_path().string(), input));
  });
}

// Every SQLite database is taken for one: nothing that oimtm writes by name is.
bool is_memory(const std::string& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::array<char, kMagic.size()> head{};
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  return file && std::fread(head.data(), 1, head.size(), file.get()) == head.size() &&
         std::string_view(head.data(), head.size()) == kMagic;
}

// The memory that a file of this name belongs to: its indexes, and SQLite's own files.
std::optional<std::string> memory_beside(const std::string& path) {
  for (const char* mark : {"-fuzzy-", "-phrases-", "-wal", "-shm", "-journal"}) {
    const std::size_t at = path.rfind(mark);
    if (at != std::string::npos && is_memory(path.substr(0, at))) return path.substr(0, at);
  }
  return std::nullopt;
}

void refuse_loss(const std::string& path) {
  if (is_memory(path))
    throw UsageError(msg("is a translation memory, and is not overwritten"), {path, 0, 0},
                     msg("name another file; or remove the memory first, if it is not wanted"));
  if (const auto memory = memory_beside(path))
    throw UsageError(msg("is part of the translation memory {1}, and is not overwritten", *memory), {path, 0, 0},
                     msg("name another file"));
  if (is_input(path))
    throw UsageError(msg("is read by this run, and is not overwritten"), {path, 0, 0}, msg("name another file"));
}

}  // namespace

void rehearse_outputs() { is_rehearsal = true; }
bool are_outputs_rehearsed() { return is_rehearsal; }

void make_output_folder(const std::string& path) {
  std::error_code error;
  if (is_rehearsal && !fs::exists(path, error)) {
    rehearse_folder(path);
    return;
  }
  fs::create_directories(path, error);
  if (error) fail_at(path, error.message());
}

void remove_output(const std::string& path) {
  std::error_code error;
  if (!is_rehearsal) fs::remove(path, error);
}

void protect_inputs(std::vector<std::string> paths) { inputs = std::move(paths); }

void install_cleanup() {
  // What is ignored already stays so: nohup, and jobs in the background of a script.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    if (std::signal(signal, SIG_IGN) != SIG_IGN) std::signal(signal, remove_and_end);
}

void soften_interrupts(bool soft) { soft_interrupts = soft ? 1 : 0; }

void stop_if_interrupted() {
  if (interrupted_by != 0) throw Interrupted();
}

void end_if_interrupted() {
  if (interrupted_by == 0) return;
  soft_interrupts = 0;
  std::raise(interrupted_by);
}

void remove_on_interrupt(const std::string& path) {
  if (path.size() + 1 > kLongestPath) return;
  const auto slot = std::find_if(unfinished.begin(), unfinished.end(), [](const auto& p) { return p[0] == '\0'; });
  if (slot == unfinished.end()) return;
  // The first character last: until then the handler takes the slot for empty.
  std::copy(path.begin() + 1, path.end(), slot->begin() + 1);
  (*slot)[path.size()] = '\0';
  std::atomic_signal_fence(std::memory_order_seq_cst);
  (*slot)[0] = path[0];
}

void keep_on_interrupt(const std::string& path) {
  for (auto& slot : unfinished)
    if (path == slot.data()) slot[0] = '\0';
}

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  std::error_code error;
  if (fs::is_directory(path_, error)) throw UsageError(msg("is a folder; a file is wanted here"), {path_, 0, 0});
  // A link is followed, so that it stays one; a device or pipe cannot be renamed over.
  if (fs::is_symlink(path_, error)) path_ = fs::weakly_canonical(path_, error).string();
  const bool is_special = fs::exists(path_, error) && !fs::is_regular_file(path_, error);
  if (!is_special && fs::exists(path_, error)) refuse_loss(path_);
  if (is_rehearsal) {
    rehearse(is_special);
    return;
  }
  file_.reset(is_special ? std::fopen(path_.c_str(), "wb") : create_temporary());
  if (file_) {
    // Who may read the old file may read the new one, and nobody else.
    struct stat old {};
    if (!is_special && ::stat(path_.c_str(), &old) == 0) ::fchmod(::fileno(file_.get()), old.st_mode & 07777U);
    return;
  }
  fail();
}

// What is not special is made in its folder; a device is written itself.
void OutputFile::rehearse(bool is_special) const {
  const fs::path folder = fs::path(path_).parent_path();
  if (!is_special && rehearsed_folders.contains(as_folder(folder))) return;
  const std::string written = is_special ? path_ : folder.empty() ? "." : folder.string();
  if (::access(written.c_str(), W_OK) != 0) fail();
}

// A process that was killed may have left a file with our number in its name.
std::FILE* OutputFile::create_temporary() {
  constexpr int kMostTries = 1000;
  const std::string stem = path_ + ".part-" + std::to_string(::getpid());
  for (int i = 1; i <= kMostTries; ++i) {
    temporary_ = i == 1 ? stem : stem + "-" + std::to_string(i);
    remove_on_interrupt(temporary_);
    std::FILE* const file = std::fopen(temporary_.c_str(), "wbx");
    if (file != nullptr) return file;
    const int code = errno;
    keep_on_interrupt(temporary_);
    errno = code;
    if (code != EEXIST) break;
  }
  return nullptr;
}

OutputFile::~OutputFile() {
  if (temporary_.empty()) return;
  if (file_) ::unlink(temporary_.c_str());
  keep_on_interrupt(temporary_);
}

void OutputFile::write(std::string_view bytes) {
  if (is_rehearsal) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail();
}

void OutputFile::commit() {
  if (is_rehearsal) return;
  if (std::fflush(file_.get()) != 0) fail();
  if (!temporary_.empty() &&
      (::fsync(::fileno(file_.get())) != 0 || std::rename(temporary_.c_str(), path_.c_str()) != 0))
    fail();
  file_.reset();
}

void OutputFile::fail() const { fail_at(path_, std::strerror(errno)); }

}  // namespace oimtm::cli
