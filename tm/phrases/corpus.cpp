#include "tm/phrases/corpus.h"

#include <algorithm>
#include <array>

#include "text/characters.h"
#include "text/hash.h"

namespace oimtm::tm {

namespace {

std::uint16_t number_of(std::vector<text::LanguageTag>& languages, const text::LanguageTag& language) {
  const auto found = std::find(languages.begin(), languages.end(), language);
  const auto number = static_cast<std::uint16_t>(found - languages.begin());
  if (found == languages.end()) languages.push_back(language);
  return number;
}

void add_frame_line(PhraseCorpus::Impl& impl, std::string_view text, const std::vector<text::Token>& tokens,
                    std::uint32_t document) {
  const bool says_nothing = std::all_of(tokens.begin(), tokens.end(), [](const text::Token& token) {
    return token.kind == text::Token::Kind::punctuation;
  });
  if (says_nothing) return;  // a bullet
  const auto [found, is_new] = impl.frame_ids.try_emplace(text::hash64(text::fold_case(text)), impl.frame.size());
  if (is_new) impl.frame.push_back({std::string(text), 0, document});
  // Documents may come in turns: units of a memory do.
  if (impl.frame_places.emplace((std::uint64_t{document} << 32) | found->second).second)
    ++impl.frame[found->second].documents;
}

// A line of the pages' frame that is said like a sentence, whatever it was taken for.
bool is_sentence(std::string_view text, const std::vector<text::Token>& tokens) {
  constexpr std::ptrdiff_t kLeastWords = 6;
  if (tokens.empty()) return false;
  const text::ByteRange end = tokens.back().where;
  constexpr std::array<std::string_view, 5> kEnds = {".", "!", "?", "…", ":"};
  const bool ends = std::find(kEnds.begin(), kEnds.end(), text.substr(end.begin, end.size())) != kEnds.end();
  return ends && std::count_if(tokens.begin(), tokens.end(), [](const text::Token& token) {
                   return token.kind == text::Token::Kind::word;
                 }) >= kLeastWords;
}

// Everything but the form.
PhraseCorpus::Impl::Segment store(PhraseCorpus::Impl& impl, const PhraseSegment& segment) {
  PhraseCorpus::Impl::Segment stored;
  stored.begin = impl.texts.size();
  stored.size = static_cast<std::uint32_t>(segment.text.size());
  stored.document = static_cast<std::uint32_t>(segment.document);
  stored.kind = segment.kind;
  stored.unit = segment.unit;
  stored.first_target = static_cast<std::uint32_t>(impl.targets.size());
  stored.targets = static_cast<std::uint16_t>(segment.targets.size());
  impl.texts += segment.text;
  for (const PhraseTarget& target : segment.targets) {
    impl.targets.push_back({impl.texts.size(), static_cast<std::uint32_t>(target.text.size()),
                            number_of(impl.target_languages, target.language),
                            target.confidence ? static_cast<float>(*target.confidence) : -1.F});
    impl.texts += target.text;
  }
  return stored;
}

}  // namespace

void PhraseCorpus::Impl::add_prose(const PhraseSegment& segment, const std::vector<text::Token>& tokens) {
  Segment stored = store(*this, segment);
  if (segment.kind == text::BlockKind::menu) stored.kind = text::BlockKind::about;
  stored.form = forms.add(tokens, segment.text, stored.document);
  segments.push_back(stored);
}

void PhraseCorpus::Impl::finish() {
  if (is_finished) return;
  is_finished = true;
  // What a single document has is none of its site's menu: a title, say, with a number in it.
  for (const Frame& line : frame)
    if (line.documents == 1)
      add_prose({.text = line.text, .document = line.first_document, .kind = text::BlockKind::menu},
                text::tokenize(line.text, language));
  forms.finish();
}

PhraseCorpus::PhraseCorpus(text::LanguageTag language) : impl_(std::make_unique<Impl>(std::move(language))) {}
PhraseCorpus::~PhraseCorpus() = default;
PhraseCorpus::PhraseCorpus(PhraseCorpus&&) noexcept = default;
PhraseCorpus& PhraseCorpus::operator=(PhraseCorpus&&) noexcept = default;

const text::LanguageTag& PhraseCorpus::language() const { return impl_->language; }
std::size_t PhraseCorpus::documents() const { return impl_->documents.size(); }
std::size_t PhraseCorpus::segments() const { return impl_->segments.size(); }

std::size_t PhraseCorpus::add_document(PhraseDocument document) {
  impl_->documents.push_back(std::move(document));
  return impl_->documents.size() - 1;
}

void PhraseCorpus::set_date(std::size_t document, std::string date) {
  impl_->documents[document].date = std::move(date);
}

void PhraseCorpus::add_segment(const PhraseSegment& segment) {
  Impl& impl = *impl_;
  const auto document = static_cast<std::uint32_t>(segment.document);
  const std::vector<text::Token> tokens = text::tokenize(segment.text, impl.language);
  if (segment.kind == text::BlockKind::menu && !is_sentence(segment.text, tokens))
    return add_frame_line(impl, segment.text, tokens, document);
  impl.add_prose(segment, tokens);
}

void PhraseCorpus::add_approved(const PhraseSegment& phrase) { impl_->approved.push_back(store(*impl_, phrase)); }

}  // namespace oimtm::tm
