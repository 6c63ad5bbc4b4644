# SPDX-License-Identifier: Apache-2.0
"""What a program that reads documents of strangers is known to be attacked with, in 32 cases, and where each is tried:
a test (`folder/file::name`), or the attacks of a kind here."""

CASES: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("an entity from outside", ("readers/test_hostile.py::test_document_types_are_refused", "Word")),
    2: ("a billion laughs", ("readers/test_hostile.py::test_document_types_are_refused", "Word")),
    3: (
        "a package that unfolds",
        ("readers/test_hostile.py::test_zip_bombs_are_refused", "Word", "workbook", "archive"),
    ),
    4: (
        "parts that overlap, are doubled or locked",
        ("readers/test_hostile.py::test_overlapping_doubled_and_encrypted_parts_are_refused",),
    ),
    5: (
        "packed files and bodies that unfold",
        ("readers/test_hostile.py::test_gzip_and_archive_bombs_are_refused", "packed", "web archive"),
    ),
    6: ("a PDF that unfolds", ("readers/test_hostile.py::test_pdf_bombs_end", "PDF")),
    7: (
        "elements in elements",
        (
            "readers/test_hostile.py::test_pages_built_to_stall_a_parser_do_not",
            "readers/test_hostile.py::test_depth_never_costs_text_in_silence",
            "web page",
        ),
    ),
    8: (
        "markup in texts, names and addresses",
        (
            "browser/test_report.py::test_a_hostile_notice_is_inert_and_readable",
            "lineage/test_formats.py::test_the_page_loads_nothing_and_escapes_all",
        ),
    ),
    9: (
        "addresses that run",
        (
            "report/test_formats.py::test_pages_load_nothing",
            "batch/test_index.py::test_text_from_files_cannot_act_on_the_page",
        ),
    ),
    10: ("names that are paths", ("readers/test_hostile.py::test_names_that_are_paths_are_refused", "archive")),
    11: ("control sequences in names and texts", ("cli/test_bad_files.py::test_no_file_name_commands_the_terminal",)),
    12: ("expressions that run away", ("readers/test_expressions.py::test_every_expression_is_linear",)),
    13: (
        "texts that share little or are out of order",
        ("quality/test_thresholds.py::test_texts_beyond_the_work_budget_are_paired_and_said_so", "text"),
    ),
    14: ("addresses in place of files", ("cli/test_addresses.py::test_a_url_is_shown_as_it_was_typed",)),
    **{
        number: (what, ("comparison/test_hostile_texts.py::test_a_deceit_is_told_for_what_it_is",))
        for number, what in {
            15: "nothing wide in a number",
            16: "text that runs backwards",
            17: "tags and selectors",
            18: "characters that show nothing",
            19: "digits that are none",
            20: "glyphs of other blocks, characters of nobody's",
            21: "characters that look alike",
            22: "an edit inside a fold of scripts",
            23: "words in the brackets of readings",
        }.items()
    },
    24: ("bytes that are no text", ("readers/test_hostile.py::test_what_cannot_be_decoded_is_not_replaced", "no text")),
    25: (
        "a wrong declared encoding",
        ("readers/test_hostile.py::test_the_encoding_that_a_page_declares_is_weighed", "mail"),
    ),
    26: (
        "many files of one boilerplate",
        (
            "group/test_groups.py::test_boilerplate_does_not_make_a_group",
            "group/test_groups.py::test_files_that_share_half_their_text_are_compared_within_a_budget",
        ),
    ),
    27: (
        "a store that is a trap",
        (
            "provenance/test_tamper.py::test_an_altered_layout_is_not_opened",
            "fuzz/test_options.py::test_a_damaged_store_is_said_to_be_one",
        ),
    ),
    28: ("a store set back", ("provenance/test_tamper.py::test_a_file_set_back_to_yesterday_is_found",)),
    29: ("JSON that means two things", ("provenance/test_store.py::test_other_spellings_are_refused",)),
    30: ("a file that changes", ("readers/test_hostile.py::test_a_file_is_opened_once",)),
    31: (
        "hidden text",
        (
            "readers/test_hostile.py::test_hidden_text_is_never_merged",
            "readers/test_hostile.py::test_a_hidden_run_is_never_merged",
        ),
    ),
    32: ("code in data", ("readers/test_expressions.py::test_nothing_unpacks_code",)),
}
