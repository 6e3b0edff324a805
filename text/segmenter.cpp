#include "text/segmenter.h"

#include <unicode/regex.h>

#include <algorithm>
#include <set>

#include "text/characters.h"
#include "text/hash.h"

namespace oimtm::text {

namespace {

constexpr std::int32_t kBack = 1000;       // UTF-16 units that a `before` part sees
constexpr std::int32_t kAhead = 200;       // and an `after` part
constexpr std::int32_t kTimeLimit = 1000;  // ICU's steps for one match, about milliseconds

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// A text in UTF-16, and where each of its units stands in the UTF-8 original.
struct Subject {
  explicit Subject(std::string_view text) {
    units.reserve(text.size());
    offsets.reserve(text.size() + 1);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      const auto character = static_cast<UChar32>(next_character(text, at));
      offsets.insert(offsets.end(), static_cast<std::size_t>(U16_LENGTH(character)), here);
      char16_t pair[2];
      std::int32_t length = 0;
      U16_APPEND_UNSAFE(pair, length, character);
      units.append(pair, static_cast<std::size_t>(length));
    }
    offsets.push_back(text.size());
    string = icu::UnicodeString(false, units.data(), static_cast<std::int32_t>(units.size()));
  }

  std::int32_t size() const { return string.length(); }
  bool is_inside_pair(std::int32_t at) const { return U16_IS_TRAIL(units[static_cast<std::size_t>(at)]); }

  std::u16string units;
  std::vector<std::size_t> offsets;
  icu::UnicodeString string;  // an alias of `units`
};

// Whether an expression asks where the text begins or ends.
bool asks_for_ends(const std::string& expression) {
  for (const char* anchor : {"^", "$", "\\A", "\\z", "\\Z"})
    if (expression.find(anchor) != std::string::npos) return true;
  return false;
}

// One half of a rule, ready to match.
class Pattern {
 public:
  Pattern() = default;

  Pattern(const std::string& expression, std::string_view suffix, const SrxRule& rule, const std::string& file) {
    if (expression.empty()) return;
    sees_all_ = asks_for_ends(expression);
    UErrorCode status = U_ZERO_ERROR;
    UParseError place{};
    const icu::UnicodeString source = utf16("(?:" + expression + ")" + std::string(suffix));
    regex_.reset(icu::RegexPattern::compile(source, 0, place, status));
    if (U_SUCCESS(status)) matcher_.reset(regex_->matcher(status));
    if (U_FAILURE(status))
      throw InputError(msg("the expression {1} cannot be compiled: {2}", expression, u_errorName(status)),
                       {file, rule.line, 0});
    matcher_->setTimeLimit(kTimeLimit, status);
    matcher_->useTransparentBounds(true);
  }

  void reset(const Subject& subject) {
    if (matcher_) matcher_->reset(subject.string);
    size_ = subject.size();
  }

  bool begins_at(std::int32_t position, UErrorCode& status) {
    if (!matcher_) return true;
    matcher_->useAnchoringBounds(false);
    matcher_->region(position, sees_all_ ? size_ : std::min(size_, position + kAhead), status);
    return matcher_->lookingAt(status);
  }

  bool ends_at(std::int32_t position, UErrorCode& status) {
    if (!matcher_) return true;
    matcher_->region(sees_all_ ? 0 : std::max(0, position - kBack), position, status);
    return matcher_->find(status) != 0;  // not find(): it keeps to itself that time is up
  }

 private:
  bool sees_all_ = false;
  std::int32_t size_ = 0;
  std::unique_ptr<icu::RegexPattern> regex_;
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

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
  Engine(const SrxRules& rules, const LanguageTag& language) : file_(rules.file()), rules_(rules.rules_for(language)) {
    if (rules_.empty())
      throw UsageError(msg("no rule is for the language {1}", language.str()), {file_, 0, 0},
                       msg("its languagemaps name other languages; give one of them with -s"));
    for (const SrxRule& rule : rules_) {
      before_.emplace_back(rule.before, "\\z", rule, file_);
      after_.emplace_back(rule.after, "", rule, file_);
    }
  }

  std::vector<Boundary> boundaries(std::string_view text) {
    const Subject subject(text);
    for (Pattern& pattern : before_) pattern.reset(subject);
    for (Pattern& pattern : after_) pattern.reset(subject);
    std::vector<Boundary> found;
    for (std::int32_t at = 1; at < subject.size(); ++at) {
      if (subject.is_inside_pair(at) || !would_break(at)) continue;
      const SrxRule& rule = rules_[first_match(at)];
      found.push_back({subject.offsets[static_cast<std::size_t>(at)], rule.breaks, &rule});
    }
    return found;
  }

  const std::string& file() const { return file_; }

 private:
  bool applies(std::size_t rule, std::int32_t at) {
    UErrorCode status = U_ZERO_ERROR;
    const bool does = after_[rule].begins_at(at, status) && before_[rule].ends_at(at, status);
    if (U_FAILURE(status))
      throw InputError(msg("this rule takes too long on a text of the input"), {file_, rules_[rule].line, 0},
                       msg("repeated groups that can match in many ways, such as (a+)+, are the usual cause"));
    return does;
  }

  bool would_break(std::int32_t at) {
    for (std::size_t rule = 0; rule < rules_.size(); ++rule)
      if (rules_[rule].breaks && applies(rule, at)) return true;
    return false;
  }

  std::size_t first_match(std::int32_t at) {
    std::size_t rule = 0;
    while (!applies(rule, at)) ++rule;
    return rule;
  }

  std::string file_;
  std::vector<SrxRule> rules_;
  std::vector<Pattern> before_;
  std::vector<Pattern> after_;
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
  for (const Boundary& boundary : engine_->boundaries(text.text))
    if (boundary.breaks) take(boundary.offset);
  take(text.text.size());
  return slices(text, parts);
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

SegmentedDocument segment_document(const Document& document, const Segmenter& segmenter) {
  SegmentedDocument result{document.name, document.language, hash64(document.original), {}};
  std::set<std::string> seen;  // wordings of the frame's prose
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::menu) continue;
    for (DocumentSegment& piece : split_block(block, segmenter))
      if (block.kind != BlockKind::about || seen.insert(piece.segment.text).second)
        result.segments.push_back(std::move(piece));
  }
  return result;
}

}  // namespace oimtm::text
