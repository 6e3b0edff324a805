// Texts with their codes, written as XLIFF. Private to formats/xliff.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/inline_code.h"
#include "text/segment.h"

namespace oimtm::formats::xliff {

// Numbers for the codes of a unit's texts, source first: the standard wants a code of the
// target to have the id of the same code of the source, and no other to have it.
class CodeNumbers {
 public:
  // A number for each code. `contents` are those of the codes.
  std::vector<std::size_t> number(const std::vector<text::InlineCode>& codes, const std::vector<CodeContent>& contents);

  // What comes next is a source: its codes are none of the text's before.
  void begin_source() { named_.clear(); }

 private:
  std::size_t count_ = 0;
  std::multimap<std::pair<text::InlineCode::Kind, std::string>, std::size_t> named_;  // of the text before
};

// Writes the texts of a unit or of a match: call it for the source, then for the target.
class ContentWriter {
 public:
  virtual ~ContentWriter() = default;

  std::string write(const text::Segment& segment);

  // Before the source of another segment of the unit.
  void begin_source() { numbers_.begin_source(); }

  // Characters that XML cannot hold and that were written as U+FFFD.
  std::size_t replaced() const { return replaced_; }

 protected:
  struct Code {
    text::InlineCode::Kind kind;
    CodeContent content;
    std::size_t number;
    std::size_t partner;  // the number of the code that it opens or closes; its own if there is none
  };
  virtual void append_text(std::string& xml, std::string_view text) = 0;
  virtual void append_code(std::string& xml, const Code& code) = 0;

  std::size_t replaced_ = 0;

 private:
  CodeNumbers numbers_;
};

// XLIFF 2: <sc>, <ec> and <ph>, and <cp> for characters that XML cannot hold.
class ContentWriter2 : public ContentWriter {
 public:
  // `prefix` is what stands before the names of elements: "" or "xlf:".
  explicit ContentWriter2(std::string prefix = {}) : prefix_(std::move(prefix)) {}

  // The <originalData> of all that was written; empty if there is none.
  std::string original_data(std::string_view indent) const;

 protected:
  void append_text(std::string& xml, std::string_view text) override;
  void append_code(std::string& xml, const Code& code) override;

 private:
  std::string add_data(std::string_view data);

  std::string prefix_;
  std::vector<std::string> data_;  // the content of each <data>
};

// XLIFF 1.2: <bpt>, <ept>, <it> and <ph>.
class ContentWriter1 : public ContentWriter {
 public:
  explicit ContentWriter1(std::string prefix = {}) : prefix_(std::move(prefix)) {}

 protected:
  void append_text(std::string& xml, std::string_view text) override;
  void append_code(std::string& xml, const Code& code) override;

 private:
  std::string prefix_;
};

}  // namespace oimtm::formats::xliff
