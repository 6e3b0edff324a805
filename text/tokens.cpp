#include "text/tokens.h"

#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "text/characters.h"
#include "text/hash.h"

namespace oimtm::text {

namespace {

constexpr std::uint64_t kNumberClass = 1;
constexpr std::uint64_t kAddressClass = 2;
constexpr std::uint64_t kSentenceMarkClass = 3;
constexpr std::size_t kLongestStem = 64;       // bytes; longer "words" are no words
constexpr std::size_t kLongestAddress = 2000;  // bytes; a run is looked at again from each of its words

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, StemmerDeleter>;

// One stemmer a thread and language: it is cheap to keep and may not be shared.
sb_stemmer* stemmer_for(std::string_view base) {
  thread_local std::map<std::string, Stemmer, std::less<>> stemmers;
  auto found = stemmers.find(base);
  if (found == stemmers.end()) {
    const std::string name(base);
    found = stemmers.emplace(name, Stemmer(sb_stemmer_new(name.c_str(), "UTF_8"))).first;
  }
  return found->second.get();
}

std::string stem(const std::string& word, sb_stemmer* stemmer) {
  if (stemmer == nullptr || word.size() > kLongestStem) return word;
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* result = sb_stemmer_stem(stemmer, symbols, static_cast<int>(word.size()));
  if (result == nullptr) return word;
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

// Languages whose accents are often left out, of capitals above all. In others they make
// other words: Swedish far and får, or the tones of Vietnamese.
bool may_lack_accents(std::string_view base) {
  constexpr std::string_view kBases[] = {"ca", "el", "en", "es", "fr", "gl", "it", "oc", "pt", "ro"};
  return std::find(std::begin(kBases), std::end(kBases), base) != std::end(kBases);
}

bool is_ascii_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_address_character(char c) {
  static constexpr auto kTable = [] {
    std::array<bool, 256> table{};
    for (const char character :
         std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-@:/?#&=~"))
      table[static_cast<unsigned char>(character)] = true;
    return table;
  }();
  return kTable[static_cast<unsigned char>(c)];
}

// Letters and marks of scripts that put no space between words, which ICU cuts by dictionary.
bool is_unspaced(char32_t c) {
  if (c < 0x0E00 || !(is_letter(c) || is_mark(c))) return false;
  if (c == U'ー' || c == U'ｰ' || c == U'ﾞ' || c == U'ﾟ') return true;  // shared by two scripts
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return is_ascii_alnum(static_cast<char>(c));
  return !is_unspaced(c) && (is_letter(c) || is_mark(c) || is_digit(c) || is_invisible(c));
}

// The end of the letters, marks and digits from `at` on.
std::size_t word_end(std::string_view text, std::size_t at) {
  for (std::size_t next = at; next < text.size(); at = next)
    if (!is_word_character(next_character(text, next))) break;
  return at;
}

// The first character from `at` on that can be seen; 0 at the end.
char32_t first_visible(std::string_view text, std::size_t at) {
  while (at < text.size())
    if (const char32_t c = next_character(text, at); !is_invisible(c)) return c;
  return 0;
}

// The end of the mail or web address that begins at `begin`; `begin` if there is none.
std::size_t address_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_address_character(text[end]))
    if (++end - begin > kLongestAddress) return begin;
  while (end > begin && !is_ascii_alnum(text[end - 1]) && text[end - 1] != '/') --end;
  const std::string_view run = text.substr(begin, end - begin);
  if (run.starts_with("http://") || run.starts_with("https://") || run.starts_with("www.")) return end;
  const std::size_t at = run.find('@');
  const bool is_mail = at != std::string_view::npos && at > 0 && run.find('.', at) != std::string_view::npos &&
                       run.find('/') == std::string_view::npos;
  return is_mail ? end : begin;
}

bool is_ascii_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Whether a character ends a sentence or a part of one: which of them stands there is a
// matter of style, more than whether one does.
bool is_sentence_mark(std::string_view character) {
  constexpr std::u32string_view kMarks = U".…,;:!?¿¡。、，；：！？．؟،؛।·";
  std::size_t at = 0;
  return kMarks.find(next_character(character, at)) != std::u32string_view::npos;
}

// How many bytes a separator inside a number takes at `at`; 0 if there is none. A space
// separates only groups of three digits.
std::size_t separator_length(std::string_view text, std::size_t at) {
  std::size_t next = at;
  if (at >= text.size()) return 0;
  const char32_t c = next_character(text, next);
  if (!is_ascii_digit(text, next)) return 0;
  if (c == U'.' || c == U',') return next - at;
  if (plain_form(c) != U' ' && plain_form(c) != U'\'') return 0;
  const bool is_group =
      is_ascii_digit(text, next + 1) && is_ascii_digit(text, next + 2) && !is_ascii_digit(text, next + 3);
  return is_group ? next - at : 0;
}

// The end of the number at `begin`. Before a separating space or apostrophe stand at most
// three digits: "2013 400 people" are two numbers.
std::size_t number_end(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  bool has_decimals = false;
  for (;;) {
    std::size_t digits = 0;
    for (std::size_t next = at; next < text.size(); ++digits, at = next)
      if (!is_digit(next_character(text, next))) break;
    const std::size_t length = separator_length(text, at);
    const bool is_mark = length == 1 && (text[at] == '.' || text[at] == ',');
    if (length == 0 || (!is_mark && (digits > 3 || has_decimals))) return at;
    has_decimals = is_mark;
    at += length;
  }
}

// A number's digits, with a point before its decimals: separators before groups of three
// go, whatever the language.
std::string number_value(std::string_view number) {
  std::string value;
  for (std::size_t at = 0; at < number.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(number, at);
    if (is_digit(c)) {
      value += static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(c)));
      continue;
    }
    const std::size_t rest = number.find_first_not_of("0123456789", at);
    const std::size_t group = (rest == std::string_view::npos ? number.size() : rest) - at;
    if ((c == U'.' || c == U',') && (group != 3 || here == 0)) value += '.';
  }
  return value;
}

// The forms of a word, by a hash of its bytes and its language.
struct KnownWord {
  std::uint64_t key = 0;
  std::uint64_t surface = 0;
  std::uint64_t plain = 0;
  std::uint64_t folded = 0;
};
constexpr std::size_t kKnownWords = 8192;  // for each thread: 256 kB

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const LanguageTag& language)
      : text_(text),
        stemmer_(stemmer_for(language.base())),
        may_lack_accents_(may_lack_accents(language.base())),
        seed_(hash64(language.base())) {}

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 5);
    for (std::size_t at = 0; at < text_.size();) at = take(at);
    const auto is_mark = [](const Token& token) { return token.kind == Token::Kind::punctuation; };
    // Where nothing else is said, the marks are what is said.
    if (std::all_of(tokens_.begin(), tokens_.end(), is_mark))
      for (Token& token : tokens_) token.folded = token.plain;
    return std::move(tokens_);
  }

 private:
  // Adds the token that begins at `at`, if one does; returns where to go on.
  std::size_t take(std::size_t at) {
    std::size_t next = at;
    const char32_t first = next_character(text_, next);
    if (first == U' ' || is_space(first) || is_invisible(first)) return next;
    if (first < 0x80 && is_ascii_alnum(text_[at])) {
      const std::size_t end = address_end(text_, at);
      if (end > at) return add(Token::Kind::address, at, end);
    }
    if (is_digit(first)) {
      const std::size_t end = number_end(text_, at);
      const bool is_word = word_end(text_, at) > end && is_word_character(first_visible(text_, end));
      return is_word ? take_word(at) : add(Token::Kind::number, at, end);
    }
    if (is_word_character(first)) return take_word(at);
    if (is_unspaced(first)) return take_unspaced(at);
    if (first == U'.' || first == U'…') return add(Token::Kind::punctuation, at, full_stops_end(at));
    return add(Token::Kind::punctuation, at, next);
  }

  std::size_t full_stops_end(std::size_t at) {
    for (std::size_t next = at; next < text_.size(); at = next)
      if (const char32_t c = next_character(text_, next); c != U'.' && c != U'…') break;
    return at;
  }

  std::size_t take_word(std::size_t begin) {
    std::size_t at = word_end(text_, begin);
    std::size_t next = at;
    const bool elides =
        at < text_.size() && plain_form(next_character(text_, next)) == U'\'' && is_letter(first_visible(text_, next));
    return add(Token::Kind::word, begin, elides ? next : at);
  }

  std::size_t take_unspaced(std::size_t begin) {
    std::size_t end = begin;
    for (std::size_t next = begin; next < text_.size(); end = next) {
      const char32_t c = next_character(text_, next);
      if (!is_unspaced(c) && !is_mark(c)) break;
    }
    UErrorCode status = U_ZERO_ERROR;
    thread_local const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    UText run = UTEXT_INITIALIZER;
    utext_openUTF8(&run, text_.data() + begin, static_cast<std::int64_t>(end - begin), &status);
    words->setText(&run, status);
    std::size_t from = begin;
    for (std::int32_t at = words->next(); at != icu::BreakIterator::DONE; at = words->next())
      from = add(Token::Kind::word, from, begin + static_cast<std::size_t>(at));
    utext_close(&run);
    return from < end ? add(Token::Kind::word, from, end) : end;
  }

  std::size_t add(Token::Kind kind, std::size_t begin, std::size_t end) {
    const std::string_view raw = text_.substr(begin, end - begin);
    Token token{kind, {begin, end}, 0, 0, 0};
    if (kind == Token::Kind::word || kind == Token::Kind::punctuation)
      fold_known(raw, token);
    else
      fold(raw, token);
    tokens_.push_back(token);
    return end;
  }

  // Texts repeat their words, and folding one is slow.
  void fold_known(std::string_view raw, Token& token) {
    thread_local std::vector<KnownWord> known(kKnownWords);
    const std::uint64_t key = hash64(raw, seed_);
    KnownWord& word = known[key % kKnownWords];
    if (word.key != key) {
      fold(raw, token);
      word = {key, token.surface, token.plain, token.folded};
    }
    token.surface = word.surface;
    token.plain = word.plain;
    token.folded = word.folded;
  }

  void fold(std::string_view raw, Token& token) const {
    token.surface = hash64(fold_typography(raw));
    const std::string plain = token.kind == Token::Kind::number ? number_value(raw) : fold_case(raw);
    token.plain = hash64(plain);
    switch (token.kind) {
      case Token::Kind::number: token.folded = kNumberClass; break;
      case Token::Kind::address: token.folded = kAddressClass; break;
      case Token::Kind::word: token.folded = hash64(bare(stem(plain, stemmer_))); break;
      case Token::Kind::punctuation: token.folded = is_sentence_mark(plain) ? kSentenceMarkClass : token.plain; break;
      default: break;
    }
  }

  std::string bare(const std::string& word) const { return may_lack_accents_ ? fold_accents(word) : word; }

  std::string_view text_;
  sb_stemmer* stemmer_;
  bool may_lack_accents_;
  std::uint64_t seed_;  // of the language's words
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, const LanguageTag& language) {
  return Tokenizer(text, language).run();
}

std::uint64_t tokens_version() {
  // Raised by hand with each change of the rules here, in characters.cpp or of placeables.
  constexpr std::string_view kVersion = "4";
  return hash64(std::string(kVersion) + " " U_ICU_VERSION " " U_UNICODE_VERSION);
}

std::uint64_t exact_hash(const std::vector<Token>& tokens) {
  std::string forms;
  forms.reserve(tokens.size() * sizeof(std::uint64_t));
  for (const Token& token : tokens) forms.append(reinterpret_cast<const char*>(&token.surface), sizeof token.surface);
  return hash64(forms);
}

}  // namespace oimtm::text
