"""Pages in many scripts, of which cards are drawn: to be looked at, and measured."""

from html import escape
from typing import NamedTuple


class Sample(NamedTuple):
    """What a page says of itself."""

    name: str
    language: str
    title: str
    description: str
    author: str


SAMPLES = (
    Sample(
        *("English", "en", "How we cut our build time from forty minutes to three"),
        "A field report from migrating eight hundred pages without breaking a single link.",
        "Ada Lovelace",
    ),
    Sample(
        *("long German", "de"),
        "Donaudampfschifffahrtsgesellschaftskapitän erklärt Geschwindigkeitsbegrenzungen",
        "Warum lange Wörter auf Vorschaubildern so selten gut aussehen, und was dagegen hilft.",
        "Jürgen Weiß",
    ),
    Sample(
        *("French", "fr", "L’été où nous avons réécrit l’outil : ce qu’il fallait savoir"),
        *("Retour d’expérience, sans détour.", "Élodie Lefèvre"),
    ),
    Sample(
        *("Polish", "pl", "Zażółć gęślą jaźń: przewodnik po polskich znakach w sieci"),
        *("Co warto wiedzieć o krojach pisma.", "Łukasz Żółć"),
    ),
    Sample(
        *("Russian", "ru", "Как мы ускорили сборку сайта в десять раз и ничего не сломали"),
        *("Подробный рассказ о переезде на новый генератор.", "Анна Ковалёва"),
    ),
    Sample(
        *("Greek", "el", "Πώς να γράφετε τίτλους που διαβάζονται παντού"),
        *("Ένας σύντομος οδηγός.", "Γιώργος Παππάς"),
    ),
    Sample(
        *("simplified Chinese", "zh-Hans", "如何在三分钟内构建一个拥有八百个页面的静态网站"),
        *("一份关于迁移、性能与排版的实践报告。", "王小明"),
    ),
    Sample(
        *("traditional Chinese", "zh-Hant", "如何在三分鐘內建置一個擁有八百個頁面的靜態網站"),
        *("一份關於遷移、效能與排版的實務報告。", "陳大文"),
    ),
    Sample(
        *("Japanese", "ja", "静的サイトの共有画像を、オフラインで美しく作る方法"),
        *("八百ページの移行から学んだこと。", "山田 太郎"),
    ),
    Sample(
        *("Korean", "ko", "정적 사이트의 공유 이미지를 오프라인에서 아름답게 만드는 방법"),
        *("팔백 페이지를 옮기며 배운 것들.", "김민수"),
    ),
    Sample(
        *("Arabic", "ar", "كيف اختصرنا زمن بناء الموقع من أربعين دقيقة إلى ثلاث دقائق"),
        *("تقرير ميداني عن نقل ثمانمائة صفحة دون كسر رابط واحد.", "ليلى حسن"),
    ),
    Sample(
        *("Persian", "fa", "چگونه زمان ساخت وب‌سایت را از چهل دقیقه به سه دقیقه رساندیم"),
        *("گزارشی از جابه‌جایی هشتصد صفحه.", "سارا احمدی"),
    ),
    Sample(
        *("Hebrew", "he", "איך קיצרנו את זמן הבנייה של האתר מארבעים דקות לשלוש"),
        *("דוח מהשטח על העברת שמונה מאות עמודים.", "דנה לוי"),
    ),
    Sample(
        *("Hindi", "hi", "हमने साइट बनाने का समय चालीस मिनट से घटाकर तीन मिनट कैसे किया"),
        *("आठ सौ पृष्ठों के स्थानांतरण की कहानी।", "आशा शर्मा"),
    ),
    Sample(
        *("Tamil", "ta", "இணையதளத்தை மூன்று நிமிடங்களில் உருவாக்குவது எப்படி"),
        *("எண்ணூறு பக்கங்களை நகர்த்திய அனுபவம்.", "கவிதா ராஜன்"),
    ),
    Sample(
        *("Thai", "th", "วิธีลดเวลาสร้างเว็บไซต์จากสี่สิบนาทีเหลือสามนาทีโดยไม่ทำลิงก์เสีย"),
        *("บันทึกประสบการณ์การย้ายแปดร้อยหน้า", "สมชาย ใจดี"),
    ),
    Sample(
        *("emoji", "en", "🚀 Launch day 🎉 what we shipped 👩‍💻 and why it matters ❤️"),
        *("New: 🌍 maps, 🔒 passkeys and 🧪 experiments.", "Sam 🐙"),
    ),
    Sample(
        *("mixed", "en", "Unicode in the wild: 東京, Москва, القاهرة, दिल्ली and $π ≈ 3.14#"),
        '#import "x" $ \\ // <b>bold</b> *not* _emph_ [ok] `raw` @ref',
        "Zoë Ångström",
    ),
)
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="description" content="{description}"><meta name="author" content="{author}">
<meta property="article:published_time" content="2026-03-12">
<meta name="keywords" content="performance, static sites, typography">{head}</head>
<body><main><article><h1>{title}</h1>{body}</article></main></body></html>
"""


def page(sample: Sample, head: str = "", suffix: str = "") -> str:
    """Write the page of a sample; a suffix makes title and description other ones."""
    return _PAGE.format(
        language=sample.language,
        title=escape(sample.title + suffix),
        description=escape(sample.description + suffix),
        author=escape(sample.author),
        head=head,
        body="<p>Some words of a text that is read.</p>" * 120,
    )
