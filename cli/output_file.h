// Files that appear whole or not at all.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace oimtm::cli {

// Writes beside the file and renames when all is written. Left uncommitted, by an error or
// by an interrupt, nothing of it stays.
class OutputFile {
 public:
  // Throws UsageError if a file cannot be made there.
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Both throw UsageError if the disk is full or fails.
  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void fail() const;

  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_;
  std::string temporary_;
  std::unique_ptr<std::FILE, Closer> file_;
};

// Makes SIGINT and SIGTERM remove what is unfinished before they end the program.
void install_cleanup();

// The first signal while interrupts are soft does not end the program: what it is doing is
// unwound, from the next stop_if_interrupted() on. A second one ends it at once.
struct Interrupted {};
void soften_interrupts(bool soft);
void stop_if_interrupted();  // throws Interrupted
void end_if_interrupted();   // ends the program by the signal that it got

// Marks a file as unfinished, and as finished. At most eight at a time.
void remove_on_interrupt(const std::string& path);
void keep_on_interrupt(const std::string& path);

}  // namespace oimtm::cli
