#include "text/segmenter.h"

#include <algorithm>
#include <optional>

#include "text/characters.h"
#include "text/hash.h"
#include "text/rule_matcher.h"

namespace oimtm::text {

namespace {

bool is_opening_quote(char32_t c) { return c == U'«' || c == U'“' || c == U'„'; }

bool opens_quotation(std::string_view text) {
  std::size_t at = 0;
  const char32_t first = next_character(text, at);
  return is_opening_quote(first) || first == U'"';
}

// Whether a quotation is open behind `text`, if one was (`is_open`) before it.
bool is_quotation_open(std::string_view text, bool is_open) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_opening_quote(c)) is_open = true;
    if (c == U'»' || c == U'”') is_open = false;
    if (c == U'"') is_open = !is_open;
  }
  return is_open;
}

// The block's dateline in its text without the white space before it, as its first piece is;
// it may be broken there.
std::optional<ByteRange> dateline_behind_space(const Block& block) {
  if (!block.dateline) return std::nullopt;
  const std::string& text = block.content.text;
  const std::size_t start = trimmed(text, {0, text.size()}).begin;
  const auto [begin, end] = *block.dateline;
  if (end < start) return std::nullopt;
  return ByteRange{std::max(begin, start) - start, end - start};
}

}  // namespace

class Segmenter::Engine {
 public:
  Engine(const SrxRules& rules, const LanguageTag& language)
      : file_(rules.file()), code_sides_(rules.code_sides()), rules_(rules.rules_for(language)) {
    if (rules_.empty())
      throw UsageError(msg("no rule is for the language {1}", language.str()), {file_, 0, 0},
                       msg("its languagemaps name other languages; give one of them with -s"));
    matcher_.emplace(rules_, file_);
  }

  void for_each_boundary(std::string_view text, const std::function<void(const Boundary&)>& take) {
    matcher_->for_each_decision(text, [&](std::size_t at, std::size_t rule) {
      take({at, rules_[rule].breaks, &rules_[rule]});
    });
  }

  template <class Visitor>
  void for_each_break(std::string_view text, Visitor visit) {
    matcher_->for_each_decision(text, [&](std::size_t at, std::size_t rule) {
      if (rules_[rule].breaks) visit(at);
    });
  }

  const std::string& file() const { return file_; }
  const CodeSides& code_sides() const { return code_sides_; }

 private:
  std::string file_;
  CodeSides code_sides_;
  std::vector<SrxRule> rules_;
  std::optional<RuleMatcher> matcher_;
};

Segmenter::Segmenter(const SrxRules& rules, const LanguageTag& language)
    : engine_(std::make_unique<Engine>(rules, language)) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

std::vector<Boundary> Segmenter::boundaries(std::string_view text) const {
  std::vector<Boundary> found;
  engine_->for_each_boundary(text, [&](const Boundary& boundary) { found.push_back(boundary); });
  return found;
}

void Segmenter::for_each_boundary(std::string_view text, const std::function<void(const Boundary&)>& take) const {
  engine_->for_each_boundary(text, take);
}

const std::string& Segmenter::rules_file() const { return engine_->file(); }

// Without the white space around them.
void Segmenter::for_each_part(std::string_view text, const std::function<void(const ByteRange&)>& take) const {
  std::size_t begin = 0;
  const auto end_part = [&](std::size_t end) {
    const ByteRange part = trimmed(text, {begin, end});
    begin = end;
    if (part.size() > 0) take(part);
  };
  engine_->for_each_break(text, end_part);
  end_part(text.size());
}

std::vector<ByteRange> Segmenter::parts_of(std::string_view text) const {
  std::vector<ByteRange> parts;
  for_each_part(text, [&](const ByteRange& part) { parts.push_back(part); });
  return parts;
}

std::vector<Segment> Segmenter::split(const Segment& text) const {
  return slices(text, parts_of(text.text), engine_->code_sides());
}

void Segmenter::split(Segment&& text, const std::function<void(Segment&&)>& take) const {
  if (!text.codes.empty()) {
    const std::vector<ByteRange> parts = parts_of(text.text);
    const bool is_whole = parts.size() == 1 && parts.front().size() == text.text.size();
    return is_whole ? take(std::move(text)) : for_each_slice(text, parts, engine_->code_sides(), take);
  }
  Slicer slice(text);
  for_each_part(text.text,
                [&](const ByteRange& part) { take(part.size() == text.text.size() ? std::move(text) : slice(part)); });
}

std::vector<DocumentSegment> split_block(const Block& block, const Segmenter& segmenter) {
  std::vector<DocumentSegment> result;
  Block copy = block;
  split_block(copy, segmenter, [&](DocumentSegment&& piece) { result.push_back(std::move(piece)); });
  return result;
}

void split_block(Block& block, const Segmenter& segmenter, const std::function<void(DocumentSegment&&)>& take) {
  if (block.kind == BlockKind::menu || block.is_whole)
    return take({std::move(block.content), block.kind, block.id, std::nullopt});
  const std::optional<ByteRange> dateline = dateline_behind_space(block);
  bool is_first = true;
  bool in_quotation = false;
  segmenter.split(std::move(block.content), [&](Segment&& piece) {
    const bool is_quote = block.kind == BlockKind::body && (in_quotation || opens_quotation(piece.text));
    in_quotation = is_quotation_open(piece.text, in_quotation);
    const bool has_dateline = is_first && dateline && dateline->end <= piece.text.size();
    is_first = false;
    take(
        {std::move(piece), is_quote ? BlockKind::quote : block.kind, block.id, has_dateline ? dateline : std::nullopt});
  });
}

std::vector<DocumentSegment> DocumentSegmenter::split(Block& block) {
  std::vector<DocumentSegment> pieces;
  if (block.kind == BlockKind::menu) return pieces;
  split_block(block, segmenter_, [&](DocumentSegment&& piece) {
    const bool is_new = block.kind != BlockKind::about || seen_.insert(piece.segment.text).second;
    if (is_new) pieces.push_back(std::move(piece));
  });
  return pieces;
}

SegmentedDocument segment_document(const Document& document, const Segmenter& segmenter) {
  SegmentedDocument result{document.name, document.language, hash64(document.original), {}};
  DocumentSegmenter segments(segmenter);
  for (Block block : document.blocks)
    for (DocumentSegment& piece : segments.split(block)) result.segments.push_back(std::move(piece));
  return result;
}

}  // namespace oimtm::text
