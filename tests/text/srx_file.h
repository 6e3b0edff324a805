// SRX files for tests, out of rules alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/segmenter.h"
#include "text/srx.h"

namespace oimtm::test {

struct Rule {
  bool breaks;
  std::string before;
  std::string after;
};

inline std::string escaped(const std::string& text) {
  std::string xml;
  for (const char c : text) xml += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return xml;
}

constexpr std::size_t kFirstRuleLine = 3;  // each rule takes one line

// A file whose rules are for every language.
inline std::string srx_file(const std::vector<Rule>& rules) {
  std::string xml = "<srx version=\"2.0\"><header cascade=\"no\"/><body><languagerules>\n";
  xml += "<languagerule languagerulename=\"all\">\n";
  for (const Rule& rule : rules)
    xml += std::string("<rule break=\"") + (rule.breaks ? "yes" : "no") + "\"><beforebreak>" + escaped(rule.before) +
           "</beforebreak><afterbreak>" + escaped(rule.after) + "</afterbreak></rule>\n";
  return xml + "</languagerule></languagerules>\n" +
         "<maprules><languagemap languagepattern=\".*\" languagerulename=\"all\"/></maprules></body></srx>\n";
}

inline text::SrxRules parse(const std::string& xml) {
  return text::SrxRules::parse(xml, "test.srx", [](const Diagnostic&) {});
}

inline text::Segmenter segmenter(const std::vector<Rule>& rules) {
  return text::Segmenter(parse(srx_file(rules)), text::LanguageTag("fr"));
}

// The text with a bar wherever it breaks.
inline std::string broken(const text::Segmenter& segmenter, const std::string& text) {
  std::string marked;
  std::size_t at = 0;
  for (const text::Boundary& boundary : segmenter.boundaries(text)) {
    if (!boundary.breaks) continue;
    marked += text.substr(at, boundary.offset - at) + "|";
    at = boundary.offset;
  }
  return marked + text.substr(at);
}

}  // namespace oimtm::test
