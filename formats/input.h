// Files as they come in: their bytes, checked, and the documents of a folder.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oimtm::formats {

// The bytes of a file, one part after the other; of standard input for "-"; or of memory.
class ByteSource {
 public:
  // Throws UsageError if there is no such file, if it is a folder or may not be opened.
  explicit ByteSource(std::string path);

  // Bytes that are in memory already, and have to outlive it; `name` stands for the file
  // in messages. For what comes out of an archive or over a wire, and for fuzzing.
  ByteSource(std::string_view bytes, std::string name);

  // Fills at most `size` bytes, with what is there already; 0 at the end. Throws UsageError
  // if reading fails.
  std::size_t read(char* buffer, std::size_t size);

  // Called before each read that has to wait for whoever writes at the other end: what he may
  // be waiting for can be said there.
  void before_waiting(std::function<void()> work) { before_waiting_ = std::move(work); }

  const std::string& path() const { return path_; }

 private:
  struct Closer {
    void operator()(std::FILE* file) const;
  };

  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;  // none: `bytes_` are read
  std::string_view bytes_;
  std::function<void()> before_waiting_;
};

// All bytes of a file; of standard input for "-". Throws UsageError if there is no such
// file, if it is a folder or may not be read.
std::string read_file(const std::string& path);

// Throws InputError, with the byte's offset and its line and column, if `bytes` are not
// UTF-8 or hold a NUL. `name` is the file in the message. A byte order mark is fine.
void check_text(std::string_view bytes, const std::string& name);

// 3 if a UTF-8 byte order mark leads the bytes, else 0.
std::size_t byte_order_mark(std::string_view bytes);

// The documents that `path` stands for: itself, or if it is a folder the files directly
// in it, by name, hidden ones left out. Throws UsageError if it does not exist or is an
// empty folder.
std::vector<std::string> list_documents(const std::string& path);

}  // namespace oimtm::formats
