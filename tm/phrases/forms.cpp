#include "tm/phrases/forms.h"

#include <algorithm>

#include "text/characters.h"
#include "text/error.h"
#include "text/hash.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kMostWords = 0x7FFFFFFF;  // places are numbers of 31 bits

bool ends_in_apostrophe(std::string_view word) {
  std::size_t end = word.size();
  return end > 0 && text::plain_form(text::previous_character(word, end)) == U'\'';
}

}  // namespace

WordId Forms::word_id(const text::Token& token, std::string_view text) {
  const auto [found, is_new] = word_ids_.try_emplace(token.folded, static_cast<WordId>(kinds_.size()));
  if (is_new) {
    const bool is_word = token.kind == text::Token::Kind::word;
    const bool is_elided = is_word && ends_in_apostrophe(text.substr(token.where.begin, token.where.size()));
    kinds_.push_back(is_elided ? Kind::elided : is_word ? Kind::word : Kind::other);
    form_counts_.push_back(0);
  }
  return found->second;
}

FormId Forms::add(const std::vector<text::Token>& tokens, std::string_view text, std::uint32_t document) {
  buffer_.clear();
  for (const text::Token& token : tokens)
    if (token.kind != text::Token::Kind::punctuation) buffer_.push_back(word_id(token, text));
  const std::string_view bytes(reinterpret_cast<const char*>(buffer_.data()), buffer_.size() * sizeof(WordId));
  const auto form = static_cast<FormId>(size());
  const auto [found, is_new] = known_.try_emplace(text::hash64(bytes), form);
  if (is_new) {
    if (words_.size() + buffer_.size() > kMostWords)
      throw UsageError(msg("these are more than {1} words, too many to be mined at once", kMostWords));
    words_.insert(words_.end(), buffer_.begin(), buffer_.end());
    begins_.push_back(static_cast<std::uint32_t>(words_.size()));
    for (const WordId word : buffer_) ++form_counts_[word];
  }
  const std::pair place(document, found->second);
  if (places_.empty() || places_.back() != place) places_.push_back(place);
  return found->second;
}

FormId Forms::form_at(std::uint32_t place) const {
  return static_cast<FormId>(std::upper_bound(begins_.begin(), begins_.end(), place) - begins_.begin() - 1);
}

void Forms::finish() {
  if (!document_begins_.empty()) return;
  decltype(known_)().swap(known_);
  decltype(word_ids_)().swap(word_ids_);
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  document_counts_.assign(vocabulary(), 0);
  std::vector<std::uint32_t> last_documents(vocabulary(), 0xFFFFFFFF);
  document_begins_.assign(size() + 1, 0);
  for (const auto& [document, form] : places_) {
    ++document_begins_[form + 1];
    for (const WordId word : words(form)) {
      if (last_documents[word] == document) continue;
      last_documents[word] = document;
      ++document_counts_[word];
    }
  }
  for (std::size_t form = 0; form < size(); ++form) document_begins_[form + 1] += document_begins_[form];
  documents_.resize(places_.size());
  std::vector<std::uint32_t> next = document_begins_;
  for (const auto& [document, form] : places_) documents_[next[form]++] = document;
  decltype(places_)().swap(places_);
}

std::span<const std::uint32_t> Forms::documents(FormId form) const {
  return std::span(documents_).subspan(document_begins_[form], document_begins_[form + 1] - document_begins_[form]);
}

}  // namespace oimtm::tm
