// Bilingual files: XLIFF that a document is made into for translators, files of other tools
// that are filled in, and the translation put back into what it was made of.
//
//   formats::WorkFile work({fr, en}, sink);
//   work.add(document, segments);
//   work.finish();
//   ...                                    // the file is translated elsewhere
//   formats::merge("work.xlf", {}, [&](const formats::Merged& merged) { save(merged); }, report);
//
// What is not a target, or asked for, stays as it is, byte for byte.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/input.h"
#include "formats/unit_stream.h"
#include "text/document.h"
#include "text/error.h"
#include "text/language.h"
#include "text/segment.h"
#include "text/unit.h"

namespace oimtm::formats {

// A segment of a bilingual file.
struct BilingualSegment {
  std::size_t number = 0;  // of the file's segments, from 0
  std::string document;    // the <file>'s original
  std::string unit;        // ids as the file has them; that of a segment may be empty
  std::string id;
  text::LanguageTag source_language;
  text::LanguageTag target_language;  // empty if the file does not say it
  text::Segment source;
  std::optional<text::Segment> target;
  std::string state;
  bool is_translatable = true;
  text::Context context;  // what stands beside it in its <file>
};

// Whether it has a translation: a target with text in it, in a state that does not say that
// one is still wanted.
bool is_translated(const BilingualSegment& segment);

// A translation of a segment: each of its codes is one of the source's.
struct TiedTarget {
  text::Segment segment;
  std::vector<std::size_t> ties;  // for each code, which of the source's codes it is
};

// Ties the codes of a target to those of its source: same kind, and the same id, or else
// the same content. Nothing if a code is none of the source's.
std::optional<TiedTarget> tie(const text::Segment& source, const text::Segment& target);

// A translation that is offered, for a person to choose.
struct Candidate {
  text::Segment source;
  text::Segment target;
  int score = 0;       // percent; 101 and 102 are matches in context
  std::string origin;  // where it comes from: the memory's name
};

struct SegmentChange {
  std::optional<TiedTarget> target;
  std::vector<Candidate> candidates;  // best first

  // What a target from a memory is to be marked as; not marked if false.
  bool marks_state = false;

  // Candidates of these origins that the file has for the segment are replaced.
  std::vector<std::string> origins = {};
};

struct RewriteOptions {
  text::LanguageTag target;  // for a file that does not say it: it is told there
};

struct RewriteCounts {
  std::size_t segments = 0;
  std::size_t changed = 0;     // targets written
  std::size_t refused = 0;     // targets that could not be written, each told with its reason
  std::size_t incomplete = 0;  // of merge_into: targets without some of the source's codes, each told
};

using Filler = std::function<SegmentChange(const BilingualSegment&)>;

// Copies an XLIFF file of any version to `sink`, with the changes that `fill` asks for: it
// is called for each segment, in order. Bytes that are no part of a change are the file's.
// Streams: memory does not grow with the file. Throws InputError for a file that cannot be
// read to its end; what was written by then is to be thrown away.
RewriteCounts rewrite_bilingual(ByteSource& source, const RewriteOptions& options, const Filler& fill,
                                const ByteSink& sink, const DiagnosticSink& report);

// Writes documents as XLIFF 2.1 for translators, each with its original inside.
class WorkFile {
 public:
  // options.target may be empty: translators' tools ask for it then.
  WorkFile(UnitOptions options, ByteSink sink);

  // The segments of a document, with their ranges in its original bytes: UTF-8, or UTF-16
  // with its byte order mark.
  void add(const text::Document& document, const std::vector<text::DocumentSegment>& segments);

  // The segments of an XLIFF file of another tool; `bytes` is all of it.
  // Returns how many there are.
  std::size_t add_bilingual(const std::string& name, const std::string& bytes);

  void finish();

 private:
  void open(const text::LanguageTag& source, const text::LanguageTag& target);

  UnitOptions options_;
  ByteSink sink_;
  std::size_t files_ = 0;
};

// Whether a file's first bytes are those of XLIFF.
bool looks_like_xliff(std::string_view bytes);

// A document with its translation in it.
struct Merged {
  std::string name;  // of the document that the work file was made of
  std::string bytes;
  std::size_t translated = 0;
  std::size_t untranslated = 0;  // segments that keep the source's text
  std::size_t refused = 0;       // translations that could not be put in, each told
  std::size_t missing = 0;       // segments of the document that the work file no longer has, told
  std::size_t incomplete = 0;    // translations put in without inline codes that they should have, each told
};

using MergedVisitor = std::function<void(const Merged&)>;

// Gives every document of a work file, with the translations that the file has for it.
// Returns how many there were: 0 for XLIFF of other tools, which holds no originals.
std::size_t merge(ByteSource& source, const MergedVisitor& visit, const DiagnosticSink& report);

// Puts the translations of one XLIFF file into another of the same units, of any version:
// segments belong together by <file>, unit and segment ids, and have to have the same source.
RewriteCounts merge_into(ByteSource& original, ByteSource& translated, const ByteSink& sink,
                         const DiagnosticSink& report);

}  // namespace oimtm::formats
