// The segments of a corpus as mining sees them: sequences of folded words, each different
// one once. Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/language.h"
#include "text/tokens.h"

namespace oimtm::tm {

using WordId = std::uint32_t;
using FormId = std::uint32_t;

// A form is the words, numbers and addresses of a segment, folded: without case,
// inflection, punctuation; all numbers are one word, all addresses another. Segments that
// differ in nothing else are of one form.
class Forms {
 public:
  // A segment's tokens, of a document. Returns its form.
  FormId add(const std::vector<text::Token>& tokens, std::string_view text, std::uint32_t document);

  std::size_t size() const { return begins_.size() - 1; }
  std::size_t words_in_all() const { return words_.size(); }
  std::size_t vocabulary() const { return kinds_.size(); }
  std::uint32_t begin(FormId form) const { return begins_[form]; }
  std::span<const WordId> words(FormId form) const {
    return std::span(words_).subspan(begins_[form], begins_[form + 1] - begins_[form]);
  }
  WordId word(std::uint32_t place) const { return words_[place]; }
  FormId form_at(std::uint32_t place) const;  // the form that the word at a place is of

  // The documents that have a form, each once, in order.
  std::span<const std::uint32_t> documents(FormId form) const;
  std::uint32_t documents_with(WordId word) const { return document_counts_[word]; }
  std::uint32_t forms_with(WordId word) const { return form_counts_[word]; }  // counted as often as it is there

  // Whether people would count it as a word: an elided article (l', d') is a part of the next.
  bool is_counted(WordId word) const { return kinds_[word] != Kind::elided; }
  // Whether it is a word, not a number or an address.
  bool is_lexical(WordId word) const { return kinds_[word] == Kind::word; }
  bool is_elided(WordId word) const { return kinds_[word] == Kind::elided; }

  // Call it when all is added, before what asks for documents. A second time it does nothing.
  void finish();

 private:
  enum class Kind : std::uint8_t { word, elided, other };
  WordId word_id(const text::Token& token, std::string_view text);

  std::vector<WordId> words_;
  std::vector<std::uint32_t> begins_ = {0};
  std::unordered_map<std::uint64_t, FormId> known_;
  std::unordered_map<std::uint64_t, WordId> word_ids_;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> document_counts_, form_counts_;  // of each word
  std::vector<std::pair<std::uint32_t, FormId>> places_;      // document and form
  std::vector<std::uint32_t> document_begins_, documents_;
  std::vector<WordId> buffer_;
};

}  // namespace oimtm::tm
