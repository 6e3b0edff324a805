// Other processes for tests: what another user, a full disk or a sudden death does.
#pragma once

#include <functional>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace oimtm::test {

// A process that runs `work` and ends with what it returns, 0 to 99; 100 if it threw.
// Nothing else of it is seen: it takes no part in the test's checks.
class Process {
 public:
  explicit Process(const std::function<int()>& work) : id_(::fork()) {
    if (id_ != 0) return;
    int status = 100;
    try {
      status = work();
    } catch (const std::exception&) {
    }
    ::_exit(status);
  }
  ~Process() {
    if (id_ > 0) kill();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Waits for its end. -1 if a signal ended it.
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(id_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  // Ends it at once, wherever it is, as a loss of power would.
  void kill() {
    ::kill(id_, SIGKILL);
    wait();
  }

 private:
  pid_t id_;
};

// A line between processes: what is put in at one end comes out at the other.
class Pipe {
 public:
  Pipe() {
    if (::pipe(ends_) != 0) std::abort();
  }
  ~Pipe() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void put(std::string_view bytes = "!") const {
    if (::write(ends_[1], bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
  }

  // Waits for a byte.
  void take() const {
    char byte = 0;
    if (::read(ends_[0], &byte, 1) != 1) std::abort();
  }

  // All that is put in until the last other process has ended.
  std::string drain() {
    ::close(std::exchange(ends_[1], ::dup(ends_[0])));
    std::string bytes;
    for (char byte = 0; ::read(ends_[0], &byte, 1) == 1;) bytes += byte;
    return bytes;
  }

 private:
  int ends_[2] = {-1, -1};
};

// How often something is tried that goes wrong at random points: `few` times, or `many` where
// OIMTM_FULL_TESTS is set.
inline int rounds(int few, int many) { return std::getenv("OIMTM_FULL_TESTS") != nullptr ? many : few; }

// What `work` returns, done in another process.
inline std::string in_other_process(const std::function<std::string()>& work) {
  Pipe pipe;
  Process process([&] {
    pipe.put(work());
    return 0;
  });
  std::string result = pipe.drain();
  return process.wait() == 0 ? result : "the process failed: " + result;
}

// Makes this process a user with no rights. False if that is impossible.
inline bool become_nobody() { return ::geteuid() == 0 && ::setgid(65534) == 0 && ::setuid(65534) == 0; }

// From here on files of this process cannot grow beyond `bytes`, as on a disk that is full.
inline void fill_disk_at(std::size_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

}  // namespace oimtm::test
