// Splitting a block of text into segments by SRX rules.
//
//   text::Segmenter segmenter(text::SrxRules::built_in(fr), fr);
//   for (const text::Segment& piece : segmenter.split(block.content)) use(piece);
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/language.h"
#include "text/segment.h"
#include "text/srx.h"

namespace oimtm::text {

// A position where a rule would break the text: either it did, or an earlier rule of the
// file held the text together.
struct Boundary {
  std::size_t offset = 0;  // bytes of the text
  bool breaks = false;
  const SrxRule* rule = nullptr;  // the one that decided; lives as long as the Segmenter
};

// Rules are tried in their order at every position between two characters; the first that
// applies decides. A `before` part sees at most 1,000 characters back, an `after` part 200
// ahead, unless it asks for the text's ends: has a ^, $, \A, \z or \Z in it.
//
// Threads: one at a time. Make one a thread; the rules can be shared.
class Segmenter {
 public:
  // Throws InputError, with its line, for a rule that cannot be compiled or more than
  // 20,000 rules, and UsageError if no rule of the file is for this language.
  Segmenter(const SrxRules& rules, const LanguageTag& language);
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  // Every position where a rule would break, in order. Throws InputError, naming the
  // rule, if a rule takes unreasonably long on this text, or on all so far together.
  std::vector<Boundary> boundaries(std::string_view text) const;

  // Calls `take` with each of them.
  void for_each_boundary(std::string_view text, const std::function<void(const Boundary&)>& take) const;

  // The file that the rules came from, for messages.
  const std::string& rules_file() const;

  // The pieces, without the white space around them; none for a text of white space
  // alone. Joined, with that white space, they are the text again.
  std::vector<Segment> split(const Segment& text) const;

  // Calls `take` with each of them in turn: a large text's take much room together. One that
  // is the whole text is no copy of it; otherwise the text stays.
  void split(Segment&& text, const std::function<void(Segment&&)>& take) const;

 private:
  void for_each_part(std::string_view text, const std::function<void(const ByteRange&)>& take) const;
  std::vector<ByteRange> parts_of(std::string_view text) const;

  class Engine;
  std::unique_ptr<Engine> engine_;
};

// The segments of a block. Those of a body paragraph that begin with a quotation mark, or
// within a quotation, are of the kind quote. A menu's block is one segment, and so
// is one that is whole.
std::vector<DocumentSegment> split_block(const Block& block, const Segmenter& segmenter);

// Calls `take` with each of them in turn. One that is the whole block takes its content away;
// otherwise that stays.
void split_block(Block& block, const Segmenter& segmenter, const std::function<void(DocumentSegment&&)>& take);

// The segments of one document that are worth aligning and storing, block by block: menus
// left out, and the prose of the frame once for each wording.
class DocumentSegmenter {
 public:
  // `segmenter` has to outlive it.
  explicit DocumentSegmenter(const Segmenter& segmenter) : segmenter_(segmenter) {}

  // Those of the document's next block, whose content may be taken away.
  std::vector<DocumentSegment> split(Block& block);

 private:
  const Segmenter& segmenter_;
  std::set<std::string> seen_;  // wordings of the frame's prose
};

// Those of all blocks.
SegmentedDocument segment_document(const Document& document, const Segmenter& segmenter);

}  // namespace oimtm::text
