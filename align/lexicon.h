// Which words translate which: what one run has learned, for the next one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/language.h"

namespace oimtm::align {

// Words of two languages by hashes of their forms, and how many sightings each pair is
// worth. A value; entries are in order, each pair once.
class Lexicon {
 public:
  struct Entry {
    std::uint64_t source = 0;
    std::uint64_t target = 0;
    float weight = 0;

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  Lexicon() = default;
  explicit Lexicon(std::vector<Entry> entries);  // of entries for the same pair the heaviest stays

  const std::vector<Entry>& entries() const { return entries_; }
  // The entries of both; of those for the same pair the heavier.
  void merge(const Lexicon& other);
  // The same with source and target exchanged.
  Lexicon turned() const;

  // Bytes for storage, the same on every machine. parse() gives an empty lexicon for bytes
  // that are none: what is learned can be learned again.
  std::string to_bytes() const;
  static Lexicon parse(std::string_view bytes);

  friend bool operator==(const Lexicon&, const Lexicon&) = default;

 private:
  std::vector<Entry> entries_;
};

// Entries for a term of a dictionary and its translation: each word of the one with each
// word of the other.
std::vector<Lexicon::Entry> dictionary_entries(std::string_view source, const text::LanguageTag& source_language,
                                               std::string_view target, const text::LanguageTag& target_language);

// By the languages of source and target, without script or region.
using LanguagePair = std::pair<std::string, std::string>;
using Lexicons = std::map<LanguagePair, Lexicon>;

}  // namespace oimtm::align
