"""What do the payment gateway ZarinPal and the bank behind it do with a payment?"""
