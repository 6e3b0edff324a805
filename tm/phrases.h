// Recurring phrases: what a body of documents says again and again, in which wordings,
// when, and how it was translated.
//
//   tm::PhraseCorpus corpus(text::LanguageTag("fr"));
//   const std::size_t release = corpus.add_document({"2016-03-01.fr.txt", "2016-03-01"});
//   corpus.add_segment({.text = "Pour plus d'informations, veuillez contacter :", .document = release});
//   ...
//   for (const tm::PhraseFamily& family : tm::find_phrases(corpus).families) use(family.pattern);
//
// A phrase is a run of words that stands in several documents and is maximal: with any word
// more it would stand in fewer. Words are compared folded (text/tokens.h): case, typography,
// accents, inflection, punctuation and the values of numbers make no difference to what recurs; they
// make wordings. docs/phrases.md says how families are found and what it costs.
//
// Threads: one at a time for each corpus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/language.h"
#include "tm/match.h"
#include "tm/score.h"

namespace oimtm::tm {

// What a document's name or its opening words say of its date: "20160301" or "2016/03/01" in a
// name or an address, "1er mars 2016" or "March 1, 2016" near the beginning of `opening`,
// whose lines are its first segments: short ones, and four others. As ISO 8601, as exact as it is told; empty if it is
// not.
std::string document_date(std::string_view name, std::string_view opening);

struct PhraseDocument {
  std::string name;
  std::string date;  // ISO 8601: "2016-03-01", "2016-03" or "2016"; empty: not known
};

// What a segment is in another language.
struct PhraseTarget {
  text::LanguageTag language;
  std::string_view text;
  std::optional<double> confidence;  // that both say the same, 0 to 1
};

struct PhraseSegment {
  std::string_view text;     // valid UTF-8
  std::size_t document = 0;  // as add_document() numbered it
  text::BlockKind kind = text::BlockKind::body;
  UnitId unit = 0;                             // 0: of no memory
  std::span<const PhraseTarget> targets = {};  // at most one a language
};

// The segments to be mined, of one language. Keeps texts and words:
// some three bytes for each byte of text.
class PhraseCorpus {
 public:
  explicit PhraseCorpus(text::LanguageTag language);
  ~PhraseCorpus();
  PhraseCorpus(PhraseCorpus&&) noexcept;
  PhraseCorpus& operator=(PhraseCorpus&&) noexcept;

  // Returns the document's number: they count from 0.
  std::size_t add_document(PhraseDocument document);

  // For a date that is told by what is read later than the document is added.
  void set_date(std::size_t document, std::string date);

  // A menu's segment is no prose, unless it is said like a sentence: it is counted as a whole,
  // apart from all others. Throws UsageError if the corpus gets larger than two thousand
  // million words.
  void add_segment(const PhraseSegment& segment);

  // A phrase that somebody has approved, with its translations. It is not mined: wordings and
  // translations that say the same are marked.
  void add_approved(const PhraseSegment& phrase);

  const text::LanguageTag& language() const;
  std::size_t documents() const;
  std::size_t segments() const;

  class Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

struct PhraseOptions {
  // Fewest words, as people count them ("l'OIM" is one). Least 2.
  std::size_t min_words = 4;
  // Fewest documents. Least 2.
  std::size_t min_documents = 2;
};

// One way in which a wording was translated.
struct PhraseTranslation {
  text::LanguageTag language;
  std::string text;
  std::size_t count = 0;  // how often
  // That this is the translation, 0 to 1. Of a whole segment: of its alignment. Of a part:
  // that these words of the target render it, by how constantly they come with it.
  double confidence = 1;
  bool is_approved = false;
  std::vector<UnitId> units;
};

struct PhraseWording {
  std::string text;
  bool is_segment = false;  // somewhere it is all of a segment
  std::size_t count = 0;    // how often it stands anywhere
  // Numbers of PhraseReport::documents, in their order, each once.
  std::vector<std::size_t> documents;
  std::string first, last;  // dates; empty if none of its documents is dated
  std::vector<UnitId> units;
  std::vector<PhraseTranslation> translations;  // by language, then the most frequent first
  bool is_approved = false;

  // Whether all translations into a language that are sure (0.8 or more) say the same.
  bool is_consistent() const;
};

// A place where wordings differ, and what stands there, the most frequent first. An empty
// value: nothing.
struct PhraseSlot {
  std::vector<std::string> values;
};

// A shorter or longer phrase that recurs too.
struct NestedText {
  std::string text;
  std::size_t documents = 0;
  bool is_approved = false;
};

// A phrase with its variants. One that is a part of another's stands without it in at least
// twice as many documents as that, or as a whole segment in as many.
struct PhraseFamily {
  std::string pattern;  // the main wording with {1}, {2} ... for its slots
  std::vector<PhraseSlot> slots;
  text::BlockKind kind = text::BlockKind::body;  // that most of its segments are of
  std::size_t count = 0;
  std::vector<std::size_t> documents;
  std::string first, last;
  double score = 0;  // families come by it, the highest first
  // The most documents first, but the main one before all: of the words that most documents
  // have, whatever the numbers among them.
  std::vector<PhraseWording> wordings;
  std::vector<NestedText> nested;

  // Whether all sure translations say the same, of all wordings together where these differ
  // in no slot: in inflection, say. Wordings that do are only held against themselves.
  bool is_consistent() const;
};

// A line of the pages' frame (a menu) that several documents have.
struct FrameLine {
  std::string text;
  std::size_t documents = 0;
};

struct PhraseReport {
  text::LanguageTag language;
  // By date; those without one come behind, in the order in which they were added.
  std::vector<PhraseDocument> documents;
  std::size_t segments = 0;
  std::vector<PhraseFamily> families;
  std::vector<FrameLine> frame;  // the most documents first
};

// May be called again with other options; nothing is added to the corpus after it.
PhraseReport find_phrases(PhraseCorpus& corpus, const PhraseOptions& options = {});

// A memory keeps approved phrases as units with this attribute: its history, its copies and
// exchange files have them like all others.
inline constexpr std::string_view kPhraseAttribute = "prop:x-phrase";
inline constexpr std::string_view kApproved = "approved";
bool is_approved_phrase(const text::TranslationUnit& unit);
// An approved phrase that the memory has as a segment too: it was a unit before, or comes
// out of a document.
inline constexpr std::string_view kSegmentAttribute = "prop:x-phrase-segment";
bool is_segment_too(const text::TranslationUnit& unit);

// An approved wording.
struct ApprovedPhrase {
  text::LanguageTag language;
  std::string text;
  UnitId unit = 0;
};

// A place where a text says an approved phrase, or something much like it.
struct PhraseUse {
  std::size_t phrase = 0;   // which one
  text::ByteRange where;    // bytes of the text
  std::vector<Edit> edits;  // Edit::query of the text, Edit::source of the phrase; empty: as approved
};

// A part of a query that a memory knows: approved, or said by several documents.
struct KnownPhrase {
  text::ByteRange where;  // bytes of the query's text
  bool is_approved = false;
  std::size_t documents = 0;                    // that have it, as far as was counted; a unit of no document is one
  std::vector<UnitId> units;                    // some that have it
  std::vector<PhraseTranslation> translations;  // the likeliest first
};

// Units of a memory in which recurring phrases are found without anybody waiting.
inline constexpr std::size_t kQuicklySearched = 50'000;

struct KnownPhraseOptions {
  std::size_t min_words = 4;
  std::size_t min_documents = 2;
  std::size_t most_units = 24;  // that are read for each phrase
  // In a memory of more units the phrases that were kept are asked (Memory::keep_phrases), if
  // there are any: only what was mined as a wording is found, but in no time.
  std::size_t quickly_searched = kQuicklySearched;
  // Without them, in a memory of more units only approved phrases are looked for: the others
  // take half a millisecond for each thousand units.
  std::size_t largest_memory = std::numeric_limits<std::size_t>::max();
};

// Finds approved phrases in texts, and where the texts drift from them. At least three
// words in five of a phrase are there, in their order. Case counts but for the first
// letter; typography and punctuation do not.
//
// Threads: any number at the same time.
class PhraseChecker {
 public:
  explicit PhraseChecker(std::vector<ApprovedPhrase> phrases);
  ~PhraseChecker();
  PhraseChecker(PhraseChecker&&) noexcept;
  PhraseChecker& operator=(PhraseChecker&&) noexcept;

  const std::vector<ApprovedPhrase>& phrases() const;

  // In order of their places; of two that overlap by more than half the one that is nearer
  // to its phrase. Only phrases of the text's language are looked for.
  std::vector<PhraseUse> check(std::string_view text, const text::LanguageTag& language) const;

 private:
  struct Prepared;
  std::vector<ApprovedPhrase> phrases_;
  std::vector<Prepared> prepared_;
};

}  // namespace oimtm::tm
