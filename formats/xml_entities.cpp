#include "formats/xml_entities.h"

#include <charconv>

#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kDeepest = 64;  // entities in one another
constexpr std::string_view kSpace = " \t\r\n";

void skip_space(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size())); }

std::string_view take_word(std::string_view& text) {
  skip_space(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n\"'>"));
  text.remove_prefix(word.size());
  return word;
}

bool take_literal(std::string_view& text, std::string& literal) {
  skip_space(text);
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return false;
  const std::size_t end = text.find(text[0], 1);
  if (end == std::string_view::npos) return false;
  literal = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  return true;
}

// Whether a text is UTF-8 of characters that XML can hold: nobody looks into a DOCTYPE for that.
bool is_sound(std::string_view text) {
  if (text::find_invalid_utf8(text)) return false;
  for (std::size_t at = 0; at < text.size();)
    if (!is_xml_character(text::next_character(text, at))) return false;
  return true;
}

// The literal of a declaration with the references to characters resolved, as XML says that
// they are before the entity is used.
std::string replacement(std::string_view literal) {
  std::string text;
  while (!literal.empty()) {
    const std::size_t end = literal.starts_with("&#") ? literal.find(';') : std::string_view::npos;
    const char32_t number = end == std::string_view::npos ? 0xFFFFFFFF : referred_number(literal.substr(1, end - 1));
    if (number != 0xFFFFFFFF && is_xml_character(number)) {
      text::append_utf8(text, number);
      literal.remove_prefix(end + 1);
    } else {
      text += literal.front();
      literal.remove_prefix(1);
    }
  }
  return text;
}

}  // namespace

char predefined_entity(std::string_view name) {
  if (name == "amp") return '&';
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  return 0;
}

char32_t referred_number(std::string_view reference) {
  if (!reference.starts_with('#')) return 0xFFFFFFFF;
  reference.remove_prefix(1);
  const bool is_hex = reference.starts_with('x');
  if (is_hex) reference.remove_prefix(1);
  std::uint32_t number = 0;
  const char* const end = reference.data() + reference.size();
  const auto [rest, error] = std::from_chars(reference.data(), end, number, is_hex ? 16 : 10);
  return error == std::errc() && rest == end && !reference.empty() ? number : 0xFFFFFFFF;
}

void XmlEntities::declare(std::string_view doctype) {
  const std::size_t subset = doctype.find('[');
  if (subset == std::string_view::npos) return;
  doctype.remove_prefix(subset + 1);
  for (;;) {
    skip_space(doctype);
    if (doctype.starts_with("<!--")) {
      const std::size_t end = doctype.find("-->", 4);
      doctype.remove_prefix(end == std::string_view::npos ? doctype.size() : end + 3);
    } else if (doctype.starts_with("<?")) {
      const std::size_t end = doctype.find("?>");
      doctype.remove_prefix(end == std::string_view::npos ? doctype.size() : end + 2);
    } else if (!doctype.starts_with("<!") || !declare_one(doctype)) {
      return;
    }
  }
}

// One "<!...>", of which entities are taken. False if it has no end.
bool XmlEntities::declare_one(std::string_view& declaration) {
  const bool is_entity = declaration.starts_with("<!ENTITY");
  declaration.remove_prefix(2);
  take_word(declaration);
  std::string name(take_word(declaration));
  if (is_entity && name != "%") {
    std::string literal;
    if (take_literal(declaration, literal)) {
      texts_.emplace(std::move(name), replacement(literal));
    } else {
      const bool is_public = take_word(declaration) == "PUBLIC";
      if (is_public) take_literal(declaration, literal);
      if (take_literal(declaration, literal)) outside_.emplace(std::move(name), literal);
    }
  }
  for (std::string literal; !declaration.empty();) {
    declaration.remove_prefix(std::min(declaration.find_first_of("\"'>"), declaration.size()));
    if (declaration.starts_with('>')) {
      declaration.remove_prefix(1);
      return true;
    }
    if (!take_literal(declaration, literal)) return false;
  }
  return false;
}

Message XmlEntities::expand(std::string_view name, std::string& text, std::size_t most) {
  return expand(name, text, most, 0);
}

Message XmlEntities::expand(std::string_view name, std::string& text, std::size_t most, std::size_t depth) {
  if (const char character = predefined_entity(name)) {
    text += character;
    return {};
  }
  const auto outside = outside_.find(name);
  if (outside != outside_.end()) return msg("the entity {1} is outside of the file", outside->second);
  const auto found = texts_.find(name);
  if (found == texts_.end()) return msg("the entity &{1}; is not defined in the file", name);
  if (depth > kDeepest) return msg("the entity &{1}; holds itself, or too many in one another", name);
  std::string_view rest = found->second;
  while (true) {
    if (expanded_ > most) return msg("entities that expand to more than {1} bytes (limit entities)", most);
    const std::size_t special = rest.find_first_of("&<");
    const std::string_view plain = rest.substr(0, special);
    expanded_ += plain.size() + 1;
    if (expanded_ > most) continue;
    if (!is_sound(plain)) return msg("the entity &{1}; holds a character that XML cannot", name);
    text += plain;
    if (special == std::string_view::npos) return {};
    if (rest[special] == '<') return msg("the entity &{1}; holds markup, which is not read", name);
    const std::size_t end = rest.find(';', special);
    if (end == std::string_view::npos) return msg("the entity &{1}; holds a bare &", name);
    const std::string_view inner = rest.substr(special + 1, end - special - 1);
    if (const char32_t number = referred_number(inner); number != 0xFFFFFFFF) {
      if (!is_xml_character(number)) return msg("the entity &{1}; holds a character that XML cannot", name);
      text::append_utf8(text, number);
    } else if (Message reason = expand(inner, text, most, depth + 1); !reason.empty()) {
      return reason;
    }
    rest.remove_prefix(end + 1);
  }
}

}  // namespace oimtm::formats
