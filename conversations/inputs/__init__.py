"""What a question understands: national ids, dates, amounts, months, choices."""

from conversations.inputs.activation_code import ActivationCode
from conversations.inputs.amount import Amount, amount
from conversations.inputs.choice import Choice, choice, choice_of
from conversations.inputs.free_text import FreeText, free_text
from conversations.inputs.iban import Iban, iban
from conversations.inputs.image import Image, Picture, image
from conversations.inputs.jalali_date import JalaliDate, jalali_date
from conversations.inputs.mobile import Mobile, mobile
from conversations.inputs.month_range import MonthRange, Months, month_options, month_range
from conversations.inputs.national_id import NationalId, national_id
from conversations.inputs.one_time_code import OneTimeCode, one_time_code
from conversations.inputs.postal_code import PostalCode, postal_code
from conversations.inputs.yes_no import YesNo, yes_no

__all__ = [
    "ActivationCode",
    "Amount",
    "Choice",
    "FreeText",
    "Iban",
    "Image",
    "JalaliDate",
    "Mobile",
    "MonthRange",
    "Months",
    "NationalId",
    "OneTimeCode",
    "Picture",
    "PostalCode",
    "YesNo",
    "amount",
    "choice",
    "choice_of",
    "free_text",
    "iban",
    "image",
    "jalali_date",
    "mobile",
    "month_options",
    "month_range",
    "national_id",
    "one_time_code",
    "postal_code",
    "yes_no",
]
