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

// The block's dateline in its first piece; nothing if the rules broke it.
std::optional<ByteRange> dateline_in(const Block& block, std::string_view first_piece) {
  if (!block.dateline) return std::nullopt;
  const std::string& text = block.content.text;
  const std::size_t start = trimmed(text, {0, text.size()}).begin;
  const auto [begin, end] = *block.dateline;
  if (end < start || end - start > first_piece.size()) return std::nullopt;
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

  std::vector<Boundary> boundaries(std::string_view text) {
    std::vector<Boundary> found;
    matcher_->for_each_decision(text, [&](std::size_t at, std::size_t rule) {
      found.push_back({at, rules_[rule].breaks, &rules_[rule]});
    });
    return found;
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

std::vector<Boundary> Segmenter::boundaries(std::string_view text) const { return engine_->boundaries(text); }

const std::string& Segmenter::rules_file() const { return engine_->file(); }

std::vector<Segment> Segmenter::split(const Segment& text) const {
  std::vector<ByteRange> parts;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const ByteRange part = trimmed(text.text, {begin, end});
    if (part.size() > 0) parts.push_back(part);
    begin = end;
  };
  engine_->for_each_break(text.text, take);
  take(text.text.size());
  return slices(text, parts, engine_->code_sides());
}

std::vector<DocumentSegment> split_block(const Block& block, const Segmenter& segmenter) {
  std::vector<DocumentSegment> result;
  if (block.kind == BlockKind::menu || block.is_whole) return {{block.content, block.kind, block.id, std::nullopt}};
  bool in_quotation = false;
  for (Segment& piece : segmenter.split(block.content)) {
    const bool is_quote = block.kind == BlockKind::body && (in_quotation || opens_quotation(piece.text));
    in_quotation = is_quotation_open(piece.text, in_quotation);
    const auto dateline = result.empty() ? dateline_in(block, piece.text) : std::nullopt;
    result.push_back({std::move(piece), is_quote ? BlockKind::quote : block.kind, block.id, dateline});
  }
  return result;
}

std::vector<DocumentSegment> DocumentSegmenter::split(const Block& block) {
  if (block.kind == BlockKind::menu) return {};
  std::vector<DocumentSegment> pieces = split_block(block, segmenter_);
  if (block.kind == BlockKind::about)
    std::erase_if(pieces, [&](const DocumentSegment& piece) { return !seen_.insert(piece.segment.text).second; });
  return pieces;
}

SegmentedDocument segment_document(const Document& document, const Segmenter& segmenter) {
  SegmentedDocument result{document.name, document.language, hash64(document.original), {}};
  DocumentSegmenter segments(segmenter);
  for (const Block& block : document.blocks)
    for (DocumentSegment& piece : segments.split(block)) result.segments.push_back(std::move(piece));
  return result;
}

}  // namespace oimtm::text
