#include <algorithm>

#include "tm/phrases/translations.h"

namespace oimtm::tm {

namespace {

constexpr std::uint32_t kMostPostings = 60;
constexpr std::size_t kMostAssociates = 8;
constexpr double kLeastAssociation = 0.1;

}  // namespace

TargetSide::TargetSide(const PhraseCorpus::Impl& corpus, std::uint16_t language) {
  for (const PhraseCorpus::Impl::Segment& segment : corpus.segments) {
    for (std::uint32_t t = segment.first_target; t < segment.first_target + segment.targets; ++t) {
      if (corpus.targets[t].language != language) continue;
      add_text(corpus.text(corpus.targets[t]), corpus.target_languages[language]);
      sources_.push_back(segment.form);
    }
  }
  decltype(last_text_)().swap(last_text_);
  index_sources(corpus.forms);
}

void TargetSide::add_text(std::string_view text, const text::LanguageTag& language) {
  const auto number = static_cast<std::uint32_t>(texts());
  for (const text::Token& token : text::tokenize(text, language)) {
    if (token.kind == text::Token::Kind::punctuation) continue;
    const auto [id, is_new] = ids_.try_emplace(token.folded, static_cast<std::uint32_t>(counts_.size()));
    if (is_new) {
      counts_.push_back(0);
      last_text_.push_back(kUnknown);
    }
    words_.push_back(id->second);
    if (last_text_[id->second] == number) continue;
    last_text_[id->second] = number;
    ++counts_[id->second];
  }
  begins_.push_back(static_cast<std::uint32_t>(words_.size()));
}

// For each word of the sources some of the texts, from all parts of the corpus.
void TargetSide::index_sources(const Forms& forms) {
  std::size_t source_words = 0;
  std::vector<std::uint32_t> last(forms.vocabulary(), kUnknown);
  const auto for_each_word = [&](const auto& visit) {
    std::fill(last.begin(), last.end(), kUnknown);
    for (std::uint32_t text = 0; text < sources_.size(); ++text)
      for (const WordId word : forms.words(sources_[text])) {
        if (last[word] == text) continue;
        last[word] = text;
        visit(word, text);
      }
  };
  source_counts_.assign(forms.vocabulary(), 0);
  for_each_word([&](WordId word, std::uint32_t) { ++source_counts_[word]; });
  posting_begins_.assign(forms.vocabulary() + 1, 0);
  for (WordId word = 0; word < forms.vocabulary(); ++word)
    posting_begins_[word + 1] = posting_begins_[word] + std::min(source_counts_[word], kMostPostings);
  postings_.resize(posting_begins_.back());
  std::vector<std::uint32_t> met(forms.vocabulary(), 0);
  for_each_word([&](WordId word, std::uint32_t text) {
    const std::uint64_t slots = posting_begins_[word + 1] - posting_begins_[word];
    const std::uint64_t number = met[word]++;
    postings_[posting_begins_[word] + number * slots / source_counts_[word]] = text;
  });
  for (const FormId source : sources_) source_words += forms.words(source).size();
  if (source_words > 0 && !words_.empty())
    ratio_ = static_cast<double>(words_.size()) / static_cast<double>(source_words);
}

std::uint32_t TargetSide::word(const text::Token& token) const {
  const auto found = ids_.find(token.folded);
  return found == ids_.end() ? kUnknown : found->second;
}

double TargetSide::share(std::uint32_t word) const {
  return word == kUnknown ? 0
                          : static_cast<double>(counts_[word]) / static_cast<double>(std::max<std::size_t>(texts(), 1));
}

const TargetSide::Associates& TargetSide::associates(WordId source) const {
  const auto [found, is_new] = associates_.try_emplace(source);
  if (is_new) found->second = count_associates(source);
  return found->second;
}

TargetSide::Associates TargetSide::count_associates(WordId source) const {
  const auto texts =
      std::span(postings_).subspan(posting_begins_[source], posting_begins_[source + 1] - posting_begins_[source]);
  if (texts.empty()) return {};
  std::vector<std::uint32_t> met;  // each word once a text
  for (const std::uint32_t text : texts) {
    const auto begin = static_cast<std::ptrdiff_t>(met.size());
    met.insert(met.end(), words_.begin() + begins_[text], words_.begin() + begins_[text + 1]);
    std::sort(met.begin() + begin, met.end());
    met.erase(std::unique(met.begin() + begin, met.end()), met.end());
  }
  std::sort(met.begin(), met.end());
  const double sampled = static_cast<double>(source_counts_[source]) / static_cast<double>(texts.size());
  Associates result;
  for (std::size_t at = 0; at < met.size();) {
    std::size_t end = at;
    while (end < met.size() && met[end] == met[at]) ++end;
    const double together = static_cast<double>(end - at) * sampled;
    const double dice = 2 * together / (source_counts_[source] + std::max<double>(counts_[met[at]], together));
    if (dice >= kLeastAssociation) result.emplace_back(met[at], dice);
    at = end;
  }
  std::sort(result.begin(), result.end(),
            [](const auto& a, const auto& b) { return std::pair(-a.second, a.first) < std::pair(-b.second, b.first); });
  if (result.size() > kMostAssociates) result.resize(kMostAssociates);
  return result;
}

}  // namespace oimtm::tm
