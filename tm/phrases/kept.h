// Recurring phrases that were mined of a memory, kept beside it for look-ups. Derived: a file
// can be thrown away at any time. Private to tm/.
//
// MEMORY-phrases-LANGUAGE has the wordings of one language that recur, as they were at one
// revision of one memory; at another it is not used, and mining again puts a new one in its
// place. Used as it lies in the file:
//
//   KeptHeader
//   checksums, u64 each: one for every page of kRunPage bytes behind them (pages.h)
//   entries, KeptEntry each: by key, and a last one that tells where records end
//   records, numbers as LEB128, texts behind their length in bytes:
//     documents; units: count, numbers; translations: count, then of each
//     language, text, count, confidence in percent, units: count, numbers
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "text/language.h"
#include "text/tokens.h"
#include "tm/fuzzy_index/pages.h"
#include "tm/phrases.h"
#include "tm/store/store.h"

namespace oimtm::tm {

struct KeptHeader {
  std::array<char, 8> magic{};
  std::array<char, 40> uuid{};
  std::int64_t revision = 0;
  std::uint64_t chain = 0;   // of all changes up to it: a copy that was put back may have another past
  std::uint64_t tokens = 0;  // text::tokens_version() that the keys are of
  std::uint64_t entries = 0;
  std::uint64_t longest = 0;   // words of a wording
  std::uint64_t data = 0;      // bytes of entries and records
  std::uint64_t checksum = 0;  // of all before it, and of the checksums
};

struct KeptEntry {
  std::uint64_t key = 0;
  std::uint64_t at = 0;  // of its record
};

// The words of a wording, one after the other: case and typography are no difference.
std::uint64_t key_with(std::uint64_t key, const text::Token& word);

class KeptPhrases {
 public:
  // Those beside a memory in one language (base); nothing if there are none, or the file is
  // damaged where it begins.
  static std::optional<KeptPhrases> open(const std::string& memory, const std::string& base);

  // Those of every language that are of what the store is now.
  static std::vector<KeptPhrases> open_all(const Store& store);

  bool is_of_now(const Store& store) const;  // of this memory, at this revision with this past
  bool is_whole() const;                     // reads every byte

  const std::string& language() const { return language_; }
  std::size_t longest() const { return header_.longest; }

  // Whether a wording of this key is kept, and what of it is. Throws DamagedRun.
  std::optional<std::size_t> find(std::uint64_t key) const;
  KnownPhrase read(std::size_t entry) const;

 private:
  KeptPhrases(MappedFile file, const KeptHeader& header, std::string language, Pages pages)
      : file_(std::move(file)), header_(header), language_(std::move(language)), pages_(std::move(pages)) {}

  KeptEntry entry(std::size_t number) const;

  MappedFile file_;
  KeptHeader header_;
  std::string language_;
  Pages pages_;
};

// Writes them; false if the store is not what it was at `revision`, or there is no writing.
bool keep(const Store& store, const PhraseReport& report, std::int64_t revision);

// Reads every byte of the files beside a memory; tells `report` which are damaged, and returns
// how many.
std::size_t verify_kept(const std::string& memory, const DiagnosticSink& report);
void remove_kept(const std::string& memory);

}  // namespace oimtm::tm
