// SRX files of anybody, and a short text split by them, which stands behind a form feed.
// An input that is no XML is three lines: the two parts of a rule, and the text.
#include "tests/fuzz/fuzz.h"
#include "text/segmenter.h"

using namespace oimtm;

namespace {

constexpr std::size_t kLongestText = 60;  // bytes: each position tries each rule

struct Input {
  std::string rules;
  std::string text;
};

// Takes the part before `separator` off the input.
std::string_view take(std::string_view& input, char separator) {
  const std::string_view part = input.substr(0, input.find(separator));
  input.remove_prefix(std::min(part.size() + 1, input.size()));
  return part;
}

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) xml += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return xml;
}

Input parse(std::string_view input) {
  if (input.starts_with('<')) {
    const std::string_view rules = take(input, '\f');
    return {std::string(rules), std::string(input)};
  }
  const std::string before = escaped(take(input, '\n'));
  const std::string after = escaped(take(input, '\n'));
  return {"<srx version=\"2.0\"><body><languagerules><languagerule languagerulename=\"x\"><rule><beforebreak>" +
              before + "</beforebreak><afterbreak>" + after +
              "</afterbreak></rule></languagerule></languagerules><maprules>"
              "<languagemap languagepattern=\".*\" languagerulename=\"x\"/></maprules></body></srx>",
          std::string(input)};
}

text::Segment short_text(std::string text) {
  if (text.empty()) text = "Mr. Smith came at 5 p.m. It rained! « Oui. » aaaaaaaaa";
  text.resize(std::min(text.size(), kLongestText));
  while (text::find_invalid_utf8(text)) text.pop_back();
  return {text, {}, {}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::run([&] {
    const Input input = parse(fuzz::bytes(data, size));
    const text::Segment whole = short_text(input.text);
    const text::SrxRules rules = text::SrxRules::parse(input.rules, "input", fuzz::kSilent);
    const text::Segmenter segmenter(rules, text::LanguageTag("en"));
    std::size_t at = 0;
    for (const text::Segment& piece : segmenter.split(whole)) {
      fuzz::expect(!text::find_invalid_utf8(piece.text), "pieces are valid UTF-8");
      const std::size_t begin = whole.text.find(piece.text, at);
      fuzz::expect(begin != std::string::npos, "pieces are of the text, in order");
      fuzz::expect(text::trim(std::string_view(whole.text).substr(at, begin - at)).empty(), "only white space is lost");
      at = begin + piece.text.size();
    }
    fuzz::expect(text::trim(std::string_view(whole.text).substr(at)).empty(), "nothing is lost at the end");
  });
  return 0;
}
