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
  void rehearse(bool is_special) const;

  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_;
  std::string temporary_;
  std::unique_ptr<std::FILE, Closer> file_;
};

// From now on output is rehearsed: an OutputFile refuses what it would refuse, and writes
// nothing; no folder is made and no file removed. To be called before there are other threads.
void rehearse_outputs();
bool are_outputs_rehearsed();

// A folder for files to write, with those above it. Throws UsageError if it cannot be made.
void make_output_folder(const std::string& path);

// Takes away what an earlier run has written, if it is there.
void remove_output(const std::string& path);

// What the run reads: files, folders with the files in them, "-". No OutputFile made from now
// on replaces one of them. To be called before there are other threads.
void protect_inputs(std::vector<std::string> paths);

// Makes SIGINT, SIGTERM and SIGHUP remove what is unfinished before they end the program.
void install_cleanup();

// The first signal while interrupts are soft does not end the program: what it is doing is
// unwound, from the next stop_if_interrupted() on. A second one ends it at once; what comes in
// the same half second is no second one.
struct Interrupted {};
void soften_interrupts(bool soft);
void stop_if_interrupted();  // throws Interrupted; in any thread
void end_if_interrupted();   // ends the program by the signal that it got

// Interrupts are soft while it lives: for work that holds a memory open, which has files
// beside it until it is closed.
class SoftInterrupts {
 public:
  SoftInterrupts() { soften_interrupts(true); }
  ~SoftInterrupts() { soften_interrupts(false); }
  SoftInterrupts(const SoftInterrupts&) = delete;
  SoftInterrupts& operator=(const SoftInterrupts&) = delete;
};

// Marks a file as unfinished, and as finished. At most eight at a time.
void remove_on_interrupt(const std::string& path);
void keep_on_interrupt(const std::string& path);

}  // namespace oimtm::cli
