#include "cli/console.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "cli/messages.h"

namespace oimtm::cli {

namespace {

constexpr long kProgressInterval = 100;  // milliseconds

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// https://no-color.org and CLICOLOR_FORCE; a flag beats both.
bool wants_color(const std::string& flag, bool is_terminal) {
  if (flag == "always") return true;
  if (flag == "never" || is_set("NO_COLOR")) return false;
  return is_terminal || is_set("CLICOLOR_FORCE");
}

long milliseconds() {
  using namespace std::chrono;
  return static_cast<long>(duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count());
}

[[noreturn]] void output_failed() {
  throw UsageError(msg("standard output cannot be written: {1}", std::strerror(errno)));
}

}  // namespace

Console::Console(ConsoleOptions options)
    : options_(std::move(options)),
      output_is_terminal_(isatty(STDOUT_FILENO) != 0),
      error_is_terminal_(isatty(STDERR_FILENO) != 0),
      colored_(wants_color(options_.color, output_is_terminal_)) {
  if (options_.color != "auto" && options_.color != "always" && options_.color != "never")
    throw UsageError(msg("--color is auto, always or never, not {1}", options_.color));
}

void Console::print(std::string_view data) {
  if (std::fwrite(data.data(), 1, data.size(), stdout) != data.size()) output_failed();
}

void Console::flush() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) output_failed();
}

void Console::say(const std::string& line) {
  if (!options_.quiet) write_line(line);
}

void Console::detail(const std::string& line) {
  if (options_.verbose) write_line(line);
}

void Console::warn(const Diagnostic& diagnostic) {
  ++warnings_;
  const std::string place = to_string(diagnostic.where);
  if (!options_.quiet) write_line((place.empty() ? "" : place + ": ") + tr(diagnostic.message));
}

void Console::fail(const Error& error) {
  const std::string place = to_string(error.where());
  write_line((place.empty() ? "oimtm: " : place + ": ") + tr(error.message()));
  if (!error.hint().empty()) write_line("  " + tr(error.hint()));
}

DiagnosticSink Console::sink() {
  return [this](const Diagnostic& diagnostic) { warn(diagnostic); };
}

void Console::progress(std::string_view what, std::size_t done, std::size_t total) {
  if (!error_is_terminal_ || options_.quiet || options_.no_progress) return;
  const long now = milliseconds();
  if (now - last_progress_ < kProgressInterval) return;
  last_progress_ = now;
  shows_progress_ = true;
  std::string line = "\r\033[K" + std::string(what) + " " + std::to_string(done);
  if (total > 0) line += "/" + std::to_string(total);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void Console::clear_progress() {
  if (shows_progress_) std::fputs("\r\033[K", stderr);
  shows_progress_ = false;
}

void Console::write_line(const std::string& line) {
  clear_progress();
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

}  // namespace oimtm::cli
