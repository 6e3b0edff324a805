// Where the program speaks: data on standard output, talk on standard error.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "text/error.h"

namespace oimtm::cli {

// What all commands are told of how to speak.
struct ConsoleOptions {
  bool quiet = false;
  bool verbose = false;
  bool no_progress = false;
  std::string color = "auto";
};

class Console {
 public:
  explicit Console(ConsoleOptions options = {});
  ~Console() { clear_progress(); }  // an error is told on a line of its own
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Data. Throws UsageError if standard output cannot be written.
  void print(std::string_view data);
  void flush();

  // Talk, a line each: what was done; what is good to know (with --verbose); what is odd.
  void say(const std::string& line);
  void detail(const std::string& line);
  void warn(const Diagnostic& diagnostic);
  void fail(const Error& error);

  // A sink for the diagnostics of a piece of work.
  DiagnosticSink sink();
  std::size_t warnings() const { return warnings_; }

  // Shows how far a long piece of work is, on a terminal; `total` 0 if it is not known.
  void progress(std::string_view what, std::size_t done, std::size_t total);
  void clear_progress();

  bool quiet() const { return options_.quiet; }
  bool output_is_terminal() const { return output_is_terminal_; }
  bool colored() const { return colored_; }

 private:
  void write_line(const std::string& line);

  ConsoleOptions options_;
  bool output_is_terminal_;
  bool error_is_terminal_;
  bool colored_;
  bool shows_progress_ = false;
  long last_progress_ = 0;  // milliseconds
  std::size_t warnings_ = 0;
};

}  // namespace oimtm::cli
