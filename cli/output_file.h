// Files that appear whole or not at all.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oimtm::cli {

// Writes beside the file and renames when all is written. Left uncommitted, by an error or
// by an interrupt, nothing of it stays.
class OutputFile {
 public:
  // Throws UsageError if a file cannot be made there, and for what is not to be replaced: a
  // memory, and a file of protect_inputs().
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Both throw UsageError if the disk is full or fails.
  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void fail() const;
  std::FILE* create_temporary();

  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_;
  std::string temporary_;
  std::unique_ptr<std::FILE, Closer> file_;
};

// What the run reads: files, folders with the files in them, "-". No OutputFile made from now
// on replaces one of them. To be called before there are other threads.
void protect_inputs(std::vector<std::string> paths);

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
