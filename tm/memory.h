// A translation memory: remembers translated segments, and finds the ones most like a new
// segment.
//
//   auto memory = tm::Memory::open("oim.tm", tm::Memory::Access::write);
//   memory.add(std::vector{unit}, {"import", "oim.tmx"});
//   for (const tm::Match& m : memory.lookup({.segment = {"Save files", {}, {}}, .source = en}))
//     if (m.target_variant()) use(m.target_variant()->segment.text, m.score.net);
//
// Threads: one at a time for each Memory; several Memory objects, in one process or in
// several, may use the same file, and a reader is never blocked by a writer.
//
// Errors: UsageError if the file is missing, StoreError if it cannot be used (no memory,
// written by a newer oimtm, damaged, locked for more than 10 seconds, disk full). A change
// that fails leaves the memory as it was.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/error.h"
#include "text/language.h"
#include "text/unit.h"
#include "tm/concordance.h"
#include "tm/match.h"
#include "tm/phrases.h"

namespace oimtm::tm {

class Filter;

struct Query {
  text::Segment segment;
  text::LanguageTag source;  // empty: every language that the memory has
  text::LanguageTag target;  // empty: any; else only units that have this language
  text::Context context;     // what stands beside the segment in its document
};

// Percent. What is less like a query is not found by the index.
constexpr int kLeastIndexed = 50;

struct LookupOptions {
  // Least score that is returned, in percent; 101 and 102 ask for context matches. Below
  // 60 the answers are rarely worth a translator's time.
  int min_score = 70;
  // Most matches that are returned.
  std::size_t limit = 5;
  // Only units in exactly the languages asked for: fr-CH does not find fr.
  bool strict = false;
  // Points that every match loses, for a memory that is trusted less.
  int penalty = 0;
  // Compare with every segment instead of asking the index: slow, and the same answer.
  // Below kLeastIndexed (least score and penalty together) this is always so.
  bool exhaustive = false;
};

// The command of a change that deletes units because a person said so: where their documents
// are stored again, they stay out.
inline constexpr std::string_view kDeletion = "delete";
// That of one that edits units: each that dies has its successor at the same place.
inline constexpr std::string_view kEditing = "edit";

// A change as the history tells it.
struct ChangeInfo {
  std::string command;
  std::string detail;
  bool is_rehearsal = false;  // count what would change, and change nothing
};

struct Receipt {
  std::size_t added = 0;
  std::size_t merged = 0;   // were there already
  std::size_t removed = 0;  // replaced by others

  Receipt& operator+=(const Receipt& other);
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

// What a memory does with units that have the same source text, and translations in the
// same languages. Units that wait for a translation are always kept.
enum class Duplicates {
  all,            // keep all
  newest,         // keep the one with the latest date; without dates, the one that came last
  one_a_context,  // the same for each context: the same segments before and behind the source
};

// A change that was made, as the history has it.
struct PastChange {
  std::int64_t revision = 0;  // the first is 1, each adds one
  std::string time;           // ISO 8601, UTC
  std::string command;
  std::string detail;
  std::size_t added = 0;
  std::size_t removed = 0;
  std::optional<std::int64_t> undoes;  // the change that it took back
  bool is_undone = false;
};

// What became of taking a change back.
struct Undo {
  std::int64_t revision = 0;  // the change that was taken back
  Receipt receipt;
  std::size_t left = 0;    // units that had been changed since: they stay as they are
  bool is_policy = false;  // what is done with duplicates is as it was before the change
};

// What was found by proving a memory sound.
struct Verification {
  std::size_t faults = 0;
  std::size_t index_faults = 0;  // those of them that Memory::rebuild_indexes() mends
  std::size_t units = 0;         // live ones
  std::size_t segments = 0;
  std::size_t changes = 0;
  std::uint64_t content = 0;  // a hash of all live units, in any order; of the same memory before a
                              // change, and after the change was taken back
};

// What the units of a document say in another language, and where from.
struct Counterpart {
  text::LanguageTag language;
  std::string document;  // its name; empty: of no document

  friend auto operator<=>(const Counterpart&, const Counterpart&) = default;
};

// A document that the memory holds. One without a counterpart waits for its other side.
struct MemoryDocument {
  text::SegmentedDocument document;
  std::vector<Counterpart> counterparts;  // by language and name
};

// What became of approved phrases that are like a new one.
enum class PhraseVariants { replace, keep };

struct PhraseApproval {
  Receipt receipt;
  bool was_approved = false;         // it is as it was
  std::vector<StoredUnit> replaced;  // approved phrases that said something else
};

class Memory {
 public:
  enum class Access { read, write };

  // With Access::write a missing memory is created; one that never gets a unit is removed
  // again.
  static Memory open(const std::string& path, Access access);

  // Opens a memory for reading as it was: at the end of a day, "2026-01-31", or at a second,
  // "2026-01-31T12:00:00Z"; both in UTC. Throws UsageError for what is no date.
  static Memory open_as_of(const std::string& path, std::string_view moment);

  ~Memory();
  Memory(Memory&&) noexcept;
  Memory& operator=(Memory&&) noexcept;

  // Adds units that are not there yet, as one change. What is there already, with the same
  // texts, document, place and neighbours, only counts as merged. Of a pair whose documents are
  // known but not its places in them, as in a table, the documents' pair with the same texts is
  // the same; one that is reviewed takes its place, or that of a pair with one of its texts. A
  // pair marked as text::kWrong is parted: two units that wait, and stay apart.
  Receipt add(std::span<const text::TranslationUnit> units, const ChangeInfo& info);

  // The same for units that arrive one at a time: `produce` is called once with a function
  // that takes them. If it throws, nothing is added.
  using UnitSink = std::function<void(const text::TranslationUnit&)>;
  Receipt add(const std::function<void(const UnitSink&)>& produce, const ChangeInfo& info);

  // Makes `units` what the memory holds of `documents`, as one change: units of these
  // documents and no others that are not among them are removed. A document that was
  // stored in one language gains the other this way, and nothing is doubled. Where a file
  // was edited, units of its former content are replaced too: of the document of the same
  // name and language whose units were at least half the same.
  // Pairs that a person has checked (text::kReviewed) or edited (they have a date) stay, in
  // place of units with one of their texts, or with one that they had before.
  // What was deleted from these documents (kDeletion) stays out while something of them lives.
  Receipt store(std::span<const text::SegmentedDocument> documents, std::span<const text::TranslationUnit> units,
                const ChangeInfo& info);

  // Approves a wording: `unit` has it, and its translations if it has any. It is stored as a
  // unit that says so (tm/phrases.h), and takes the place of the same wording and, unless
  // they are kept, of its variants: approved phrases that are at least 60 % like it, in its
  // language. Translations of the same wording into languages that `unit` lacks stay.
  PhraseApproval approve_phrase(text::TranslationUnit unit, const ChangeInfo& info,
                                PhraseVariants variants = PhraseVariants::replace);

  // The approved phrases, in the order in which they were approved.
  std::vector<StoredUnit> approved_phrases() const;

  // Goes through all units, in the order of their numbers, as one change: `revise` says what
  // takes a unit's place. Nothing: it stays; no units: it is removed. `then`, if it is given,
  // is what set_duplicates() does behind that, in the same change.
  using Units = std::vector<text::TranslationUnit>;
  using Reviser = std::function<std::optional<Units>(const StoredUnit&)>;
  Receipt revise(const Reviser& revise, const ChangeInfo& info, std::optional<Duplicates> then = {});

  // The changes that were made, the oldest first.
  std::vector<PastChange> history() const;

  // Takes a change back, as a change of its own: what it added is removed, what it removed
  // is added again with new numbers. Without a revision the last change that was not taken
  // back yet. Where no unit is left to take back, nothing is recorded. Throws UsageError if
  // there is no such change.
  Undo undo(std::optional<std::int64_t> revision, const ChangeInfo& info);

  // What is done with duplicates; all are kept at first. Set, it removes those that are
  // there.
  Duplicates duplicates() const;
  Receipt set_duplicates(Duplicates policy, const ChangeInfo& info);

  // What the exchange files say of themselves that all units came from: attributes, notes and
  // properties. Kept for those who write it again, and no part of the history.
  text::Attributes header() const;
  void set_header(const text::Attributes& header);

  // Writes a copy, as the memory is at this moment, to a file that is not there yet. `proceed`
  // is called now and then; if it throws, no file is made.
  void back_up(const std::string& path, const std::function<void()>& proceed = {}) const;

  // Reads everything, the indexes too, and tells `report` what is wrong.
  Verification verify(const DiagnosticSink& report) const;

  // Makes the index of the concordance anew, and removes the files of the fuzzy indexes, which
  // the next look-up makes, and of kept phrases. No change of the memory: its units and history stay as they are.
  void rebuild_indexes();

  // Whether units of a document of this content and language are stored.
  bool holds(const text::SegmentedDocument& document) const;

  // The documents of the memory, by name; their segments in order.
  std::vector<MemoryDocument> documents() const;

  // The units most like the query, best first: by score, then units with a translation,
  // then by characters, then the newer. One for each pair of texts. Empty if none reaches options.min_score:
  // that is no error.
  std::vector<Match> lookup(const Query& query, const LookupOptions& options = {}) const;

  // The longest parts of a query that are approved phrases, or that several documents say
  // (case and typography are no difference), approved ones first, then the longest. The
  // first 200 words of a query are looked at. Asks the concordance for each word of the
  // query once or twice.
  std::vector<KnownPhrase> known_phrases(const Query& query, const KnownPhraseOptions& options = {}) const;

  // The number of the last unit that was added; 0 if there was none.
  UnitId last_unit() const;

  // The number of the last change; 0 if there was none.
  std::int64_t revision() const;

  // Keeps what was mined of this memory, of all its units in one language, with all their
  // translations, as it was at a revision: in a file beside it that look-ups read
  // (oim.tm-phrases-fr), for as long as nothing changes. False if something has changed
  // already, or the file cannot be written: that is no error.
  bool keep_phrases(const PhraseReport& report, std::int64_t revision) const;

  // The units that contain a phrase or a pattern, those with the newest texts first. Throws
  // UsageError for a pattern that cannot be read.
  std::vector<Hit> concordance(const ConcordanceQuery& query) const;

  // All units as they are at one moment: those of documents by document and place, then the
  // others as they came. Each is valid until the visitor returns.
  void for_each(const std::function<void(const StoredUnit&)>& visit) const;

  std::size_t size() const;
  std::vector<text::LanguageTag> languages() const;

  // The source and the target that most units can be read in, among pairs that have what is
  // named here; an empty tag is not named. Units that wait for a translation count where no
  // other does. Without such units what is named comes back. Reads half of the memory if all
  // its units are in one pair; all of it if only some are `asked` for.
  std::pair<text::LanguageTag, text::LanguageTag> main_languages(const text::LanguageTag& source,
                                                                 const text::LanguageTag& target,
                                                                 const Filter* asked = nullptr) const;

 private:
  class Impl;
  explicit Memory(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::tm
