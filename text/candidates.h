// Where in a text a rule may break it, by the three characters there alone. Private to text/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/alphabet.h"

namespace oimtm::text {

// A place between two characters, and the symbol of the one before it.
struct Candidate {
  std::size_t at = 0;  // byte
  std::size_t symbol_before = 0;
};

class Candidates {
 public:
  // `alphabet` has to outlive it.
  explicit Candidates(const Alphabet& alphabet);

  // A rule breaks where one of the symbols `before` stands before the place, and behind it
  // one of `behind` and then, if the text goes on, one of `second`.
  void add_rule(const std::vector<bool>& before, const std::vector<bool>& behind, const std::vector<bool>& second);

  // Calls visit(candidate) with each place, in order. Between them bytes are only looked up.
  template <class Visitor>
  void for_each(std::string_view text, Visitor visit) const {
    for (std::size_t at = next(text, 1); at < text.size(); at = next(text, at + 1)) {
      Candidate candidate{at, 0};
      if (is_candidate(text, candidate)) visit(candidate);
    }
  }

 private:
  using Rules = std::uint64_t;  // a bit each; more than 64 share the last
  using Bytes = std::array<Rules, 256>;

  void add_last_bytes(char32_t begin, char32_t end);
  void add_lead_bytes(char32_t begin, char32_t end, Bytes& bytes);
  void add_odd_bytes(Bytes& bytes);
  std::size_t next(std::string_view text, std::size_t at) const;
  bool is_candidate(std::string_view text, Candidate& candidate) const;

  const Alphabet& alphabet_;
  Rules rule_ = 1;             // the next one's bit
  std::vector<Rules> before_;  // of each symbol: the rules that may have it before their breaks
  std::vector<Rules> behind_;
  // The same of bytes: the last one before the place and the two behind it. Some more than
  // can be, because characters share them.
  Bytes last_bytes_{};
  Bytes first_bytes_{};
  Bytes second_bytes_{};
};

}  // namespace oimtm::text
