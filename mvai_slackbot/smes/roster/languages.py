"""The languages a roster knows of, by their codes (ISO 639; English is taken for granted)."""

LANGUAGES: dict[str, str] = {
    "ase": "American Sign Language",
    "am": "Amharic",
    "ar": "Arabic",
    "bn": "Bengali",
    "yue": "Chinese, Cantonese",
    "cmn": "Chinese, Mandarin",
    "fr": "French",
    "de": "German",
    "ht": "Haitian Creole",
    "he": "Hebrew",
    "hi": "Hindi",
    "hmn": "Hmong",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nv": "Navajo",
    "fa": "Persian",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ru": "Russian",
    "so": "Somali",
    "es": "Spanish",
    "sw": "Swahili",
    "tl": "Tagalog",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yi": "Yiddish",
}
LANGUAGE_OPTIONS = tuple(LANGUAGES.items())


def in_words(codes: object) -> str:
    """Return languages as people read them, in the order of the list; an empty string for none."""
    chosen = set(codes) if isinstance(codes, list | tuple | set | frozenset) else set()
    return ", ".join(name for code, name in LANGUAGES.items() if code in chosen)
