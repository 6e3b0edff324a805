#include "tm/phrases/translations.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "tm/phrases/best_run.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kFew = 8;            // segments whose statistics do not tell enough
constexpr std::size_t kMostWords = 100;    // of a segment that are asked for what they bring
constexpr double kLexicalOnly = 0.7;       // confidence where nothing but single words tell
constexpr std::size_t kMostSampled = 200;  // segments of a phrase that its statistics are of
constexpr double kNotAssociated = -0.1;    // a word of the target that no word of the source is known to bring
constexpr double kBearableLength = 0.5;    // logarithm that takes nothing off the confidence

using Kind = text::Token::Kind;

struct Rendering {
  text::ByteRange where;
  double confidence = 0;
};

struct Tally {
  std::map<std::string, std::size_t> spellings;
  std::size_t count = 0;
  double confidence = 0;      // sum
  std::vector<UnitId> units;  // each once
  std::set<UnitId> told;
};

PhraseTranslation to_translation(const text::LanguageTag& language, const Tally& tally) {
  PhraseTranslation translation;
  translation.language = language;
  translation.count = tally.count;
  translation.confidence = tally.confidence / static_cast<double>(tally.count);
  translation.units = tally.units;
  std::size_t most = 0;
  for (const auto& [text, count] : tally.spellings) {
    if (count <= most) continue;
    most = count;
    translation.text = text;
  }
  return translation;
}

}  // namespace

// The phrase of a family, as far as its segments' targets in one language tell of it.
class Translator::Phrase {
 public:
  Phrase(const PhraseCorpus::Impl& corpus, const TargetSide& side, const text::LanguageTag& language)
      : corpus_(corpus), side_(side), language_(language) {}

  // One of the segments that have the phrase.
  void sample(std::string_view target) {
    if (sampled_ >= kMostSampled) return;
    ++sampled_;
    std::vector<std::uint32_t> words;
    for (const text::Token& token : text::tokenize(target, language_))
      if (token.kind != Kind::punctuation) words.push_back(side_.word(token));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::uint32_t word : words) ++with_word_[word];
  }

  // The words of the phrase itself.
  void set_words(std::span<const WordId> words) {
    for (const WordId word : words) {
      if (!corpus_.forms.is_lexical(word)) continue;
      ++lexical_;
      associate(word, associated_);
    }
  }

  // What renders the phrase in a target; nothing if it is empty. `source` are the words of
  // the segment, `begin` and `length` those of them that are the phrase.
  Rendering find(std::string_view target, std::span<const WordId> source, std::size_t begin, std::size_t length) const {
    std::vector<text::Token> tokens = text::tokenize(target, language_);
    std::erase_if(tokens, [](const text::Token& token) { return token.kind == Kind::punctuation; });
    if (tokens.empty()) return {};
    const std::vector<double> sums = weight_sums(tokens, other_associations(source, begin, length));
    const double usual = std::max(1.0, static_cast<double>(length) * side_.length_ratio());
    const double place =
        (static_cast<double>(begin) + static_cast<double>(length) / 2) / static_cast<double>(source.size());
    const RunOfWords run = best_run(sums, {usual, place});
    const auto found = std::span(tokens).subspan(run.first, run.last - run.first);
    return {{found.front().where.begin, found.back().where.end}, confidence(found, usual)};
  }

 private:
  // How much the statistics of the phrase's segments tell, 0 to 1: of a single one nothing.
  double trust() const { return (static_cast<double>(sampled_) - 1) / (static_cast<double>(sampled_) + 2); }

  double constancy(std::uint32_t word) const {
    const auto found = with_word_.find(word);
    return found == with_word_.end() ? 0 : static_cast<double>(found->second) / static_cast<double>(sampled_);
  }
  using Associations = std::unordered_map<std::uint32_t, double>;
  static double association(const Associations& associated, std::uint32_t word) {
    const auto found = associated.find(word);
    return found == associated.end() ? 0 : found->second;
  }
  void associate(WordId word, Associations& associated) const {
    for (const auto& [target, dice] : side_.associates(word)) {
      double& best = associated[target];
      best = std::max(best, dice);
    }
  }

  // What the other words of a segment bring. With many segments it is not asked: their
  // statistics tell more.
  Associations other_associations(std::span<const WordId> source, std::size_t begin, std::size_t length) const {
    Associations others;
    if (sampled_ > kFew) return others;
    for (std::size_t at = 0; at < source.size() && at < kMostWords; ++at)
      if ((at < begin || at >= begin + length) && corpus_.forms.is_lexical(source[at])) associate(source[at], others);
    return others;
  }

  // The weights of the first words of a target, of none to all.
  std::vector<double> weight_sums(std::span<const text::Token> tokens, const Associations& others) const {
    std::vector<double> sums = {0};
    for (const text::Token& token : tokens) {
      const std::uint32_t word = side_.word(token);
      const double constant = (2 * constancy(word) - 1) * (1 - side_.share(word));
      const double inside = association(associated_, word);
      const double outside = association(others, word);
      const double associated = inside > 0 || outside > 0 ? inside - outside : kNotAssociated;
      sums.push_back(sums.back() + trust() * constant + (1 - trust()) * associated);
    }
    return sums;
  }

  double confidence(std::span<const text::Token> run, double usual) const {
    double constant = 0;
    std::size_t rendered = 0;
    for (const text::Token& token : run) {
      constant += constancy(side_.word(token));
      rendered += association(associated_, side_.word(token)) >= 0.2 ? 1U : 0U;
    }
    const auto size = static_cast<double>(run.size());
    const double covered = std::min(1.0, static_cast<double>(rendered) / std::max(1.0, static_cast<double>(lexical_)));
    const double fits = std::exp(-std::max(0.0, std::abs(std::log(size / usual)) - kBearableLength));
    return fits * (trust() * constant / size + (1 - trust()) * covered * kLexicalOnly);
  }

  const PhraseCorpus::Impl& corpus_;
  const TargetSide& side_;
  const text::LanguageTag& language_;
  std::size_t sampled_ = 0;
  std::size_t lexical_ = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> with_word_;
  Associations associated_;
};

const TargetSide& Translator::side(std::uint16_t language) const {
  std::unique_ptr<TargetSide>& side = sides_[language];
  if (!side) side = std::make_unique<TargetSide>(corpus_, language);
  return *side;
}

void Translator::translate(FamilyWithPlaces& read) const {
  if (corpus_.targets.empty()) return;
  std::map<std::uint16_t, std::unique_ptr<Phrase>> phrases;  // of languages that want one
  const auto for_each_target = [&](const auto& visit) {
    for (const Occurrence& occurrence : read.occurrences) {
      const PhraseCorpus::Impl::Segment& segment = corpus_.segments[occurrence.segment];
      for (std::uint32_t t = segment.first_target; t < segment.first_target + segment.targets; ++t)
        visit(occurrence, segment, corpus_.targets[t]);
    }
  };
  for_each_target([&](const Occurrence& occurrence, const auto&, const PhraseCorpus::Impl::Target& target) {
    std::unique_ptr<Phrase>& phrase = phrases[target.language];
    if (occurrence.is_segment || phrase) return;
    phrase = std::make_unique<Phrase>(corpus_, side(target.language), corpus_.target_languages[target.language]);
    phrase->set_words(read.core);
  });
  for_each_target([&](const Occurrence&, const auto&, const PhraseCorpus::Impl::Target& target) {
    if (const auto& phrase = phrases[target.language]) phrase->sample(corpus_.text(target));
  });
  std::vector<std::map<std::pair<std::uint16_t, std::uint64_t>, Tally>> tallies(read.family.wordings.size());
  for_each_target([&](const Occurrence& occurrence, const PhraseCorpus::Impl::Segment& segment,
                      const PhraseCorpus::Impl::Target& target) {
    const std::string_view text = corpus_.text(target);
    const text::LanguageTag& language = corpus_.target_languages[target.language];
    Rendering rendering;
    if (occurrence.is_segment) {
      rendering.where = whole(text, text::tokenize(text, language));
      rendering.confidence = target.confidence < 0 ? 1 : static_cast<double>(target.confidence);
    } else {
      rendering =
          phrases[target.language]->find(text, corpus_.forms.words(segment.form), occurrence.begin, occurrence.length);
    }
    if (rendering.where.size() == 0) return;
    const std::string_view rendered = text.substr(rendering.where.begin, rendering.where.size());
    Tally& tally = tallies[occurrence.wording][{target.language, wording_key(rendered, true)}];
    ++tally.spellings[std::string(rendered)];
    ++tally.count;
    tally.confidence += rendering.confidence;
    if (segment.unit != 0 && tally.told.insert(segment.unit).second) tally.units.push_back(segment.unit);
  });
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    std::vector<PhraseTranslation>& list = read.family.wordings[i].translations;
    for (const auto& [key, tally] : tallies[i])
      list.push_back(to_translation(corpus_.target_languages[key.first], tally));
    std::sort(list.begin(), list.end(), [](const PhraseTranslation& a, const PhraseTranslation& b) {
      return std::tuple(a.language, -static_cast<double>(a.count), -a.confidence, a.text) <
             std::tuple(b.language, -static_cast<double>(b.count), -b.confidence, b.text);
    });
  }
}

}  // namespace oimtm::tm
