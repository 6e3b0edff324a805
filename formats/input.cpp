#include "formats/input.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "formats/suffix.h"
#include "text/characters.h"
#include "text/error.h"

namespace oimtm::formats {

namespace fs = std::filesystem;

namespace {

Location at(const std::string& path) { return {path, 0, 0}; }

bool has_to_wait(int file) {
  pollfd ready{file, POLLIN, 0};
  return ::poll(&ready, 1, 0) == 0;
}

}  // namespace

void ByteSource::Closer::operator()(std::FILE* file) const {
  if (file != stdin) std::fclose(file);
}

ByteSource::ByteSource(std::string path) : path_(std::move(path)) {
  refuse_folder(path_);
  file_.reset(path_ == "-" ? stdin : std::fopen(path_.c_str(), "rb"));
  if (!file_) throw UsageError(msg("cannot be opened: {1}", std::strerror(errno)), at(path_));
}

ByteSource::ByteSource(std::string_view bytes, std::string name) : path_(std::move(name)), bytes_(bytes) {}

std::size_t ByteSource::read(char* buffer, std::size_t size) {
  if (!file_) {
    const std::size_t part = bytes_.copy(buffer, size);
    bytes_.remove_prefix(part);
    return part;
  }
  const int file = ::fileno(file_.get());
  if (before_waiting_ && has_to_wait(file)) before_waiting_();
  ssize_t got = -1;
  do got = ::read(file, buffer, size);  // not fread, which waits until it has all
  while (got < 0 && errno == EINTR);
  if (got < 0) throw UsageError(msg("cannot be read: {1}", std::strerror(errno)), at(path_));
  return static_cast<std::size_t>(got);
}

std::string read_file(const std::string& path) {
  ByteSource source(path);
  std::string bytes;
  char chunk[64 * 1024];
  while (const std::size_t got = source.read(chunk, sizeof chunk)) bytes.append(chunk, got);
  return bytes;
}

void check_text(std::string_view bytes, const std::string& name) {
  if (const auto bad = text::find_invalid_utf8(bytes)) {
    const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    throw InputError(msg("not valid UTF-8 at byte offset {1}", *bad), locate(bytes, *bad, name),
                     is_utf16 ? msg("it looks like UTF-16: convert it first, with iconv -f UTF-16 -t UTF-8")
                              : msg("convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8"));
  }
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos)
    throw InputError(msg("a NUL byte at byte offset {1}: this is no text file", nul), locate(bytes, nul, name));
}

std::size_t byte_order_mark(std::string_view bytes) { return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

std::vector<std::string> list_documents(const std::string& path) {
  std::error_code error;
  if (path == "-") return {path};
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) throw UsageError(msg("cannot be opened: {1}", error.message()), at(path));
  if (!fs::is_directory(status)) return {path};
  std::vector<std::string> files;
  std::error_code no_file;  // a link that leads nowhere or to itself is none, and no failure
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
    if (entry->is_regular_file(no_file) && entry->path().filename().string().front() != '.')
      files.push_back(entry->path().string());
  if (error) throw UsageError(msg("cannot be read: {1}", error.message()), at(path));
  if (files.empty()) throw UsageError(msg("a folder without files"), at(path));
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace oimtm::formats
